"""What the planner refuses to plan, each in one sentence that names the place."""

SENTENCES: dict[str, tuple[str, str]] = {
    "no_file": ("no se pudo abrir el archivo", "the file could not be opened"),
    "not_utf8": ("el archivo no está en UTF-8", "the file is not UTF-8"),
    "not_json": (
        "no es JSON; falla en la línea {line}, columna {column}",
        "this is no JSON; it fails at line {line}, column {column}",
    ),
    "missing": ("falta este dato", "this is missing"),
    "unknown_key": ("este dato no existe; revise cómo está escrito", "there is no such key"),
    "not_an_object": ("aquí va un objeto entre llaves", "an object in braces belongs here"),
    "not_a_list": ("aquí va una lista entre corchetes", "a list in brackets belongs here"),
    "not_text": ("se esperaba un texto corto", "a short text was expected"),
    "not_a_date": (
        "se esperaba una fecha que exista, escrita AAAA-MM-DD",
        "a date that exists was expected, written YYYY-MM-DD",
    ),
    "not_a_number": (
        "se esperaba un número de {lowest} a {highest}",
        "a number from {lowest} to {highest} was expected",
    ),
    "not_whole": (
        "se esperaba un número entero de {lowest} a {highest}",
        "a whole number from {lowest} to {highest} was expected",
    ),
    "not_yes_no": ("se esperaba true o false", "true or false was expected"),
    "not_in_list": ("se esperaba uno de: {allowed}", "one of these was expected: {allowed}"),
    "same_id": ("este id ya se usó antes en la lista", "this id was used before in the list"),
    "few_stops": (
        "una salida necesita al menos dos paradas distintas",
        "a departure needs two different stops at least",
    ),
    "outside": ("este día queda fuera del plan", "this day lies outside the plan"),
    "backwards": ("termina antes de empezar", "it ends before it begins"),
    "one_payer": (
        "un fondo y solo uno paga los costos fijos (pays_fixed)",
        "one fund and only one pays fixed costs (pays_fixed)",
    ),
    "too_many_children": (
        "hay más niñas y niños solos que personas",
        "there are more children alone than persons",
    ),
    "overspent": (
        "el fondo {fund} ya gastó {spent} dólares de {budget}",
        "fund {fund} has spent {spent} dollars of {budget} already",
    ),
    "no_such_group": ("no hay ningún grupo {group}", "there is no group {group}"),
    "no_such_departure": ("no hay ninguna salida {departure}", "there is no departure {departure}"),
    "fixed_twice": ("el grupo {group} está fijado dos veces", "group {group} is fixed twice"),
    "fixed_breaks": (
        "el grupo {group} no puede ir fijo en {departure}: {lacks}",
        "group {group} cannot be fixed on {departure}: {lacks}",
    ),
    "no_minimum": (
        "{departure} tiene grupos fijos y con lo que hay no llega a su mínimo (personas: {most})",
        "{departure} has fixed groups and with what there is does not reach its minimum (people: {most})",
    ),
}
LACKS: dict[str, tuple[str, str]] = {
    "NO_DEPARTURE": ("no va por ahí, ese día o por ese medio", "wrong way, day or means"),
    "WHEELCHAIR": ("no hay lugar para silla de ruedas", "no wheelchair place"),
    "SEATS": ("no hay asientos", "no seats"),
    "ESCORTS": ("no hay acompañantes bastantes", "too few escorts"),
    "RECEPTION": ("el centro no puede recibirlo", "the centre cannot receive it"),
    "MONEY": ("no hay dinero que lo pague", "no money pays for it"),
}


class PlanRefused(Exception):
    """An instance that cannot be planned; each fault with its place."""

    def __init__(self, faults: list[tuple[str, str, dict[str, object]]]) -> None:
        super().__init__(faults)
        self.faults = faults

    def sentences(self, lang: str) -> list[str]:
        """One sentence a fault, with its place in front."""
        said = []
        for path, code, values in self.faults:
            facts = dict(values)
            if isinstance(facts.get("lacks"), str):
                facts["lacks"] = LACKS[str(facts["lacks"])][lang == "en"]
            said.append(f"{path}: {SENTENCES[code][lang == 'en'].format(**facts)}")
        return said


def refused(path: str, code: str, **values: object) -> PlanRefused:
    """A single fault."""
    return PlanRefused([(path, code, values)])
