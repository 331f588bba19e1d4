"""What the door says when it stays closed."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def not_your_role() -> Refusal:
    """Somebody tried what their role does not do."""
    return Refusal("access.not_your_role", _("Esto le toca a otra función, no a la suya."))


def changed_meanwhile() -> Refusal:
    """Somebody else saved first."""
    return Refusal(
        "access.changed_meanwhile",
        _("Otra persona cambió esto mientras usted lo tenía abierto. Vuelva a cargar la página."),
    )


def busy() -> Refusal:
    """Two people at once waited for each other's rows, or one for too long: nothing was changed."""
    return Refusal(
        "access.busy",
        _("Otra persona está cambiando lo mismo en este momento. Inténtelo otra vez."),
    )


def roles_kept_apart(one: str, other: str) -> Refusal:
    """Two roles that check each other."""
    return Refusal(
        "access.roles_kept_apart",
        _("Una misma persona no puede ser %(one)s y %(other)s a la vez."),
        one=one,
        other=other,
    )


def same_person_twice() -> Refusal:
    """A second name is a second person."""
    return Refusal(
        "access.same_person_twice",
        _("Quien confirma tiene que ser otra persona, no quien decidió."),
    )


def list_too_long(most: int) -> Refusal:
    """A list is taken out whole or not at all, never cut without a word."""
    return Refusal(
        "access.list_too_long",
        _("Esta lista tiene más de %(most)s filas. Ponga algún filtro y expórtela de nuevo."),
        most=most,
    )


def not_to_oneself() -> Refusal:
    """Who hands out functions hands none to themselves."""
    return Refusal(
        "access.not_to_oneself",
        _("Su propia cuenta la cambia otra persona de administración, no usted."),
    )


def name_taken(username: str) -> Refusal:
    """Two accounts of one name would be mistaken for each other."""
    return Refusal(
        "access.name_taken",
        _("Ya hay una cuenta con el usuario %(username)s. Elija otro."),
        username=username,
    )


def account_closed() -> Refusal:
    """A link would open what was closed."""
    return Refusal(
        "access.account_closed",
        _("Esa cuenta está cerrada: ábrala de nuevo antes de dar un enlace."),
    )


def reason_needed() -> Refusal:
    """An emergency is told in a sentence: somebody else reads it within a day."""
    return Refusal(
        "access.reason_needed",
        _("Escriba con una frase por qué no puede esperar: otra persona lo lee en un día."),
    )


def yours_already() -> Refusal:
    """What a post gives needs no emergency."""
    return Refusal(
        "access.yours_already",
        _("Eso ya lo abre su función: no hace falta un acceso de emergencia."),
    )


def closed_already() -> Refusal:
    """Its hours are over."""
    return Refusal("access.closed_already", _("Ese acceso de emergencia ya terminó."))


def reviewed_already() -> Refusal:
    """A review is said once."""
    return Refusal("access.reviewed_already", _("Ese acceso de emergencia ya está revisado."))


def finding_needed() -> Refusal:
    """A review without words tells nobody anything."""
    return Refusal(
        "access.finding_needed",
        _("Diga si estuvo justificado, y con una frase en qué se apoya."),
    )


def open_to_read_only() -> Refusal:
    """Who looks into another office's file in an emergency changes nothing in it."""
    return Refusal(
        "access.open_to_read_only",
        _(
            "Este expediente está abierto por emergencia, solo para leer: lo que haga falta anotar lo anota su oficina."
        ),
    )
