"""The papers of counselling: every clause on one sheet, nothing that says why."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from rumbo.common.pdf import Lang, Letterhead, Paper
from rumbo.counselling import wording
from rumbo.counselling.print import papers
from tests.factories.papers import is_tagged

HEAD = Letterhead(
    organisation="Organización Ejemplo para el Retorno",
    office="Oficina de Ciudad Juárez",
    phone="656 555 0101",
    folio="CJS-000123",
)
LONG = "María de los Ángeles Guadalupe Hernández-Villanueva de la Cruz"
PERSON = papers.Person(name=LONG, born=date(1991, 3, 4), nationality="Honduras", document="0801")
MINORS = tuple(
    papers.Minor(name=name, born=date(2015, 5, 6), relation="Hija", proof="Acta")
    for name in ("Ana", "José Ángel", "Ñusta")
)
REASONS = re.compile(
    r"violen|trata\b|traffick|secuestr|kidnap|extorsi|embaraz|pregnan|enferm|disease|illness"
    r"|vulnerab|pandilla|\bgang|deuda|debt",
    re.IGNORECASE,
)
EVERYWHERE = [(lang, size) for lang in ("es", "en") for size in ("a4", "us-letter")]


def squeezed(pdf: bytes) -> str:
    found = PdfReader(io.BytesIO(pdf))
    return re.sub(r"[\s-]+", "", " ".join(page.extract_text() for page in found.pages))


def squeeze(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def declaration(lang: Lang, paper: Paper = "a4") -> bytes:
    signing = papers.Signing(place="Juárez", on=date(2026, 11, 20), witness=LONG, officer=LONG)
    given = papers.Declaration(
        letterhead=HEAD,
        person=PERSON,
        returns_to="Honduras, Cortés, San Pedro Sula",
        travel=date(2026, 12, 3),
        minors=MINORS,
        consents={"consulate": True, "photo_media": False},
        signing=signing,
    )
    return papers.declaration_pdf(given, lang=lang, paper=paper)


@pytest.mark.parametrize(("lang", "paper"), EVERYWHERE)
def test_the_declaration_fits_one_sheet_with_three_children_and_long_names(
    lang: Lang, paper: Paper
) -> None:
    assert pages(declaration(lang, paper)) == 2


@pytest.mark.parametrize("lang", wording.LANGS)
def test_the_declaration_prints_every_clause_and_every_recipient(lang: Lang) -> None:
    printed = squeezed(declaration(lang))
    text = wording.current("declaration", lang).filled(
        organisation=HEAD.organisation, office=HEAD.office
    )
    for clause in (*text.clauses, *wording.current("sharing", lang).clauses):
        assert squeeze(clause.lead) in printed
        assert squeeze(clause.text) in printed
    for words in (text.name, text.close, LONG, "CJS-000123", "03/12/2026"):
        assert squeeze(words) in printed


@pytest.mark.parametrize("lang", wording.LANGS)
def test_a_blank_declaration_can_be_filled_in_by_hand(lang: Lang) -> None:
    blank = papers.Declaration(letterhead=HEAD, person=papers.Person(name=""))
    assert pages(papers.declaration_pdf(blank, lang=lang)) == 2


def test_only_what_was_said_is_ticked() -> None:
    def given(**consents: bool) -> str:
        paper_of = papers.Declaration(letterhead=HEAD, person=PERSON, consents=consents)
        return squeezed(papers.declaration_pdf(paper_of, lang="es"))

    assert given(consulate=True) != given(consulate=False) != given()
    assert given().count("XSí") == 0
    assert given(consulate=True).count("XSí") == 1
    assert given(consulate=False).count("XNo") == 1


@pytest.mark.parametrize(("lang", "paper"), EVERYWHERE)
def test_the_guardians_declaration_fits_one_sheet_and_prints_its_clauses(
    lang: Lang, paper: Paper
) -> None:
    given = papers.GuardianDeclaration(
        letterhead=HEAD,
        child=papers.Person(name="José Ángel Mejía", born=date(2015, 5, 6)),
        guardian=PERSON,
        capacity="PARENT",
        proof="Acta de nacimiento",
        travels_with=LONG,
        received_by=LONG,
    )
    pdf = papers.guardian_pdf(given, lang=lang, paper=paper)
    printed = squeezed(pdf)
    assert pages(pdf) == 2
    for clause in wording.current("guardian", lang).clauses:
        assert squeeze(clause.lead) in printed


@pytest.mark.parametrize(("lang", "paper"), EVERYWHERE)
def test_slips_and_notices_are_one_page_and_give_no_reason(lang: Lang, paper: Paper) -> None:
    notice = papers.Notice(letterhead=HEAD, person=PERSON)
    slip = papers.Reconfirmation(letterhead=HEAD, person=PERSON, signer=LONG)
    away = papers.Withdrawal(letterhead=HEAD, person=PERSON)
    card = papers.ContactCard(letterhead=HEAD, address=LONG, qr_text="tel:656")
    made = [
        papers.data_consent_pdf(notice, lang=lang, paper=paper),
        papers.mpp_pdf(notice, lang=lang, paper=paper),
        papers.reconfirmation_pdf(slip, lang=lang, paper=paper),
        papers.withdrawal_pdf(away, lang=lang, paper=paper),
        papers.contact_card_pdf(card, lang=lang, paper=paper),
    ]
    for pdf in made:
        assert pages(pdf) == 1
        assert is_tagged(pdf)
        assert not REASONS.search(squeezed(pdf))


@pytest.mark.parametrize("lang", wording.LANGS)
def test_the_declaration_gives_no_reason_for_returning(lang: Lang) -> None:
    pdf = declaration(lang)
    found = PdfReader(io.BytesIO(pdf))
    assert not REASONS.search(" ".join(page.extract_text() for page in found.pages))


def test_an_old_version_can_be_printed_again_and_an_unknown_one_not() -> None:
    given = papers.Withdrawal(letterhead=HEAD, person=PERSON)
    assert papers.withdrawal_pdf(given, lang="es", version="2026-11-20")
    with pytest.raises(KeyError):
        papers.withdrawal_pdf(given, lang="es", version="2001-01-01")


def test_a_signature_made_on_the_screen_is_printed_in_its_box() -> None:
    def signed(**drawn: str) -> bytes:
        signing = papers.Signing(drawn=drawn)
        given = papers.Declaration(letterhead=HEAD, person=PERSON, signing=signing)
        return papers.declaration_pdf(given, lang="es")

    assert squeezed(signed()).count("Firmaohuella") == 4
    assert squeezed(signed(person="M1 2L30 40L60 12")).count("Firmaohuella") == 3
    with pytest.raises(ValueError, match="signature"):
        signed(person="<script>")
