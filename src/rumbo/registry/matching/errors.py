"""What `rumbo match` refuses, each in one sentence that names the place."""

SENTENCES: dict[str, str] = {
    "no_file": "no se pudo abrir el archivo / the file could not be opened",
    "not_written": "no se pudo escribir aquí / it could not be written here",
    "not_utf8": "fila {row}: el archivo no está en UTF-8 / row {row}: the file is not UTF-8",
    "empty": "el archivo está vacío: falta la fila de encabezados / the file is empty: there is no row of headings",
    "broken": "fila {row}: no se puede leer como CSV / row {row}: this cannot be read as CSV",
    "nul": "fila {row}, columna {column}: hay un carácter nulo / row {row}, column {column}: there is a NUL character",
    "no_column": "fila 1: falta la columna {column} / row 1: column {column} is missing",
    "unknown_column": "fila 1: la columna {column} no existe; revise cómo está escrita / row 1: there is no column {column}",
    "column_twice": "fila 1: la columna {column} está dos veces / row 1: column {column} stands twice",
    "wrong_width": "fila {row}: tiene {found} celdas y los encabezados son {wanted} / row {row}: it has {found} cells, and there are {wanted} headings",
    "no_id": "fila {row}, columna id: falta / row {row}, column id: it is empty",
    "same_id": "fila {row}, columna id: ya está en la fila {first} / row {row}, column id: it stands in row {first} already",
    "too_long": "fila {row}, columna {column}: se esperaba un texto de {most} letras a lo más / row {row}, column {column}: a text of at most {most} letters was expected",
    "not_in_list": "fila {row}, columna {column}: se esperaba uno de {allowed} / row {row}, column {column}: one of {allowed} was expected",
    "not_a_date": "fila {row}, columna {column}: se esperaba una fecha que exista, escrita AAAA-MM-DD / row {row}, column {column}: a date that exists was expected, written YYYY-MM-DD",
    "not_first_day": "fila {row}, columna {column}: con precisión {precision} se esperaba el día 01{month} / row {row}, column {column}: with precision {precision} the day 01{month} was expected",
    "not_a_country": "fila {row}, columna {column}: se esperaban tres letras ISO 3166, como HND / row {row}, column {column}: three letters of ISO 3166 were expected, such as HND",
    "no_linkage": 'falta el complemento "linkage": pip install "rumbo[linkage]" / the extra "linkage" is missing: pip install "rumbo[linkage]"',
    "no_spark": 'falta el complemento "spark": pip install "rumbo[linkage,spark]" / the extra "spark" is missing: pip install "rumbo[linkage,spark]"',
}


class MatchRefused(Exception):
    """A file that cannot be matched, with the file's name and the place in it."""

    def __init__(self, file: str, code: str, **values: object) -> None:
        super().__init__(file, code, values)
        self.file = file
        self.code = code
        self.values = values

    @property
    def sentence(self) -> str:
        """One line: the file, the place and what was expected, in both languages."""
        return f"{self.file}: {SENTENCES[self.code].format(**self.values)}"
