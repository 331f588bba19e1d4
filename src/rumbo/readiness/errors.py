"""What the strict reader of a FACTS file refuses, and how it says so in one sentence."""

SENTENCES: dict[str, tuple[str, str]] = {
    "not_an_object": (
        "aquí va un objeto con sus hechos entre llaves",
        "an object with its facts in braces belongs here",
    ),
    "not_a_list": ("aquí va una lista entre corchetes", "a list in brackets belongs here"),
    "unknown_key": (
        "este hecho no existe en la tabla de requisitos; revise cómo está escrito",
        "the table of requirements knows no such fact; check how it is written",
    ),
    "missing": ("falta este dato y sin él no se puede leer", "this is missing and must be there"),
    "not_yes_no": ("se esperaba true o false", "true or false was expected"),
    "not_a_date": (
        "se esperaba una fecha que exista, escrita AAAA-MM-DD",
        "a date that exists was expected, written YYYY-MM-DD",
    ),
    "in_the_future": (
        "algo que ya pasó no puede llevar una fecha posterior a hoy",
        "something that happened cannot bear a date after today",
    ),
    "before_today": (
        "la fecha del viaje ya pasó: no puede ser anterior a hoy",
        "the travel date has passed: it cannot lie before today",
    ),
    "before_travel": (
        "nadie llega antes de salir: revise la fecha de llegada",
        "nobody arrives before leaving: check the day of arrival",
    ),
    "too_long_ago": (
        "nadie vive tantos años: revise la fecha de nacimiento",
        "nobody lives that long: check the birth date",
    ),
    "not_text": ("se esperaba un texto", "text was expected"),
    "blank": ("este texto está en blanco", "this text is blank"),
    "too_long": (
        "este texto es demasiado largo (más de 200 caracteres)",
        "this text is too long (more than 200 characters)",
    ),
    "control": (
        "este texto lleva caracteres que no se pueden leer",
        "this text holds characters that cannot be read",
    ),
    "not_a_country": (
        "se esperaba un país con su código ISO de tres letras mayúsculas",
        "a country was expected by its ISO code of three capital letters",
    ),
    "not_in_list": ("se esperaba uno de: {allowed}", "one of these was expected: {allowed}"),
    "not_whole": (
        "se esperaba un número entero de {lowest} a {highest}",
        "a whole number from {lowest} to {highest} was expected",
    ),
    "no_people": ("no hay ninguna persona en el expediente", "there is nobody in the file"),
    "same_id": (
        "otra persona del expediente lleva el mismo id",
        "another person of the file bears the same id",
    ),
    "no_file": (
        "no se pudo abrir el archivo; revise el nombre y los permisos",
        "the file could not be opened; check its name and permissions",
    ),
    "empty": ("el archivo está vacío", "the file is empty"),
    "not_utf8": ("el archivo no está escrito en UTF-8", "the file is not written in UTF-8"),
    "not_json": (
        "el archivo no es JSON válido: línea {line}, columna {column}",
        "the file is not valid JSON: line {line}, column {column}",
    ),
    "not_a_number": (
        "el archivo lleva un número que no existe en JSON (NaN, Infinity o uno desmedido)",
        "the file holds a number unknown to JSON (NaN, Infinity or one out of all measure)",
    ),
    "too_deep": ("el archivo está anidado sin fin", "the file is nested without end"),
    "twice": (
        "la misma clave está escrita dos veces: no se sabe cuál vale",
        "the same key is written twice: which one counts is not known",
    ),
}


class FactsRefused(ValueError):
    """A file of facts that cannot be: the path of the fact and one clear sentence, never its value."""

    def __init__(self, path: str, code: str, **params: object) -> None:
        super().__init__(f"{path}: {code}")
        self.path = path
        self.code = code
        self.params = params

    def sentence(self, lang: str = "es") -> str:
        """One sentence for the person who wrote the file; `lang` is es or en."""
        spanish, english = SENTENCES[self.code]
        return f"{self.path}: {(english if lang == 'en' else spanish).format(**self.params)}."
