"""What the situation report refuses, each in one sentence."""

from rumbo.statistics.codes import Lang


class UnreadableReturns(Exception):
    """A file that is no list of returns is refused whole, before anything is written."""

    def __init__(self, *, es: str, en: str) -> None:
        super().__init__(en)
        self._sentences = {"es": es, "en": en}

    def sentence(self, lang: Lang) -> str:
        """Return the refusal in the reader's language."""
        return self._sentences[lang]
