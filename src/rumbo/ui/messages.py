"""Keeps the English catalogue of each room: python -m rumbo.ui.messages [extract|compile|check] [room …].

Source strings are Spanish. The gettext programs need not be installed: Babel reads and writes.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SRC = Path(__file__).parents[1]
TARGET = "en"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
HOLE = re.compile(r"%\((\w+)\)[sd]")
Text = str | tuple[str, ...]


def rooms(root: Path = SRC) -> list[Path]:
    """List the rooms' folders, in the order of the alphabet."""
    return sorted(folder.parent for folder in root.glob("*/__init__.py"))


def catalogue_of(room: Path, language: str = TARGET) -> Path:
    """Say where a room keeps its catalogue."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _sources(room: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(room).as_posix(), path.read_bytes()
    for path in sorted((*room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt"))):
        name = path.relative_to(room).as_posix()
        source = templatize(path.read_text(encoding="utf-8"), origin=name)
        yield name, "\n".join(line.strip() for line in source.splitlines()).encode()


def collect(room: Path) -> Catalog:
    """Gather a room's sentences from its code and its templates."""
    found = Catalog(fuzzy=False)
    for name, source in _sources(room):
        for _line, text, comments, context in extract(
            "python", io.BytesIO(source), KEYWORDS, ["Translators"], {"encoding": "utf-8"}
        ):
            if text:
                found.add(
                    text if isinstance(text, str) else tuple(text),
                    locations=[(name, 0)],
                    auto_comments=comments,
                    context=context,
                )
    return found


def load(path: Path) -> Catalog:
    """Read a catalogue; a missing file is an empty one."""
    if not path.is_file():
        return Catalog(locale=TARGET, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=TARGET)


def merge(found: Catalog, kept: Catalog) -> Catalog:
    """Join the sentences in use with the English they already have; what is not used goes."""
    merged = Catalog(locale=TARGET, fuzzy=False)
    for message in found:
        if not message.id:
            continue
        old = kept.get(_key(message), message.context)
        same_shape = old is not None and isinstance(old.id, str) == isinstance(message.id, str)
        merged.add(
            message.id,
            old.string if old is not None and same_shape else None,
            locations=sorted(set(message.locations)),
            flags=(old.flags if old is not None else set()) & {"fuzzy"} | message.flags,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return merged


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def written(catalogue: Catalog, language: str = TARGET) -> bytes:
    """Write a catalogue with no dates, names or line numbers, so that a change shows only itself."""
    body = io.BytesIO()
    write_po(
        body,
        catalogue,
        width=100,
        sort_output=True,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return HEADER.format(language=language).encode() + b"\n" + body.getvalue().strip() + b"\n"


def extract_room(room: Path) -> int:
    """Bring a room's catalogue up to date; give how many sentences wait for English."""
    path = catalogue_of(room)
    merged = merge(collect(room), load(path))
    if not len(merged):
        path.unlink(missing_ok=True)
        return 0
    content = written(merged)
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sum(1 for message in merged if message.id and not _texts(message.string))


def compile_room(room: Path) -> bool:
    """Compile a room's catalogue if it changed; say whether anything was written."""
    source = catalogue_of(room)
    target = source.with_suffix(".mo")
    if not source.is_file():
        return False
    if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    _write_mo(target, load(source))
    return True


def _write_mo(target: Path, catalogue: Catalog) -> None:
    content = io.BytesIO()
    write_mo(content, catalogue)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_suffix(".mo.new")
    made.write_bytes(content.getvalue())
    made.replace(target)


def compile_all(root: Path = SRC) -> int:
    """Compile what changed, and an empty Spanish catalogue: Spanish is the source and is active."""
    spanish = catalogue_of(root / "ui", "es").with_suffix(".mo")
    if not spanish.is_file():
        _write_mo(spanish, Catalog(locale="es", fuzzy=False))
    return sum(compile_room(room) for room in rooms(root))


def _texts(text: Text | list[str] | None) -> list[str]:
    parts = [text] if isinstance(text, str) else list(text or ())
    return parts if all(parts) else []


def faults_of(room: Path) -> list[str]:
    """Say what a room's catalogue lacks, one sentence for each string."""
    kept = load(catalogue_of(room))
    found = collect(room)
    faults = []
    for message in found:
        if message.id:
            fault = _fault(message, kept.get(_key(message), message.context))
            if fault:
                faults.append(f"{room.name}: {fault}: {_key(message)!r}")
    used = {(_key(message), message.context) for message in found}
    faults += [
        f"{room.name}: no longer used, run bin/messages: {_key(old)!r}"
        for old in kept
        if old.id and (_key(old), old.context) not in used
    ]
    return faults


def _fault(message: Message, translated: Message | None) -> str:
    if translated is None or not _texts(translated.string):
        return "has no English"
    if isinstance(translated.id, str) != isinstance(message.id, str):
        return "has a plural in one place and none in another, run bin/messages"
    if translated.fuzzy:
        return "is marked fuzzy"
    wanted = [set(HOLE.findall(text)) for text in _texts(message.id)]
    given = [set(HOLE.findall(text)) for text in _texts(translated.string)]
    # A singular may leave its number out; the plural, or the only form, names all.
    if given[-1] != wanted[-1] or not given[0] <= set().union(*wanted):
        return "has other placeholders in English"
    return ""


def main(arguments: Sequence[str]) -> int:
    """Extract and compile without a word; check in CI."""
    words = [word.removeprefix("--") for word in arguments]
    commands = [word for word in words if word in {"extract", "compile", "check"}]
    named = [room for room in rooms() if room.name in words]
    chosen = named or rooms()
    if "check" in commands:
        faults = [fault for room in chosen for fault in faults_of(room)]
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    if "extract" in commands or not commands:
        for room in chosen:
            waiting = extract_room(room)
            if waiting:
                sys.stdout.write(f"{room.name}: {waiting} without English\n")
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
