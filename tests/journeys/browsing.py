"""A browser without a screen: reads a page as a person does, and presses only what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
TOO_FAR = 1_000
Typed = str | int | bool | list[str]


@dataclass(eq=False)
class Node:
    """One element of a page."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    parent: "Node | None" = None
    inside: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Node]":
        """Give every element below with one of these tags, in reading order."""
        for one in self.inside:
            if isinstance(one, Node):
                if one.tag in tags:
                    yield one
                yield from one.all(*tags)

    @property
    def text(self) -> str:
        """What can be read in it."""
        return " ".join(" ".join(self._words()).split())

    @property
    def shown(self) -> str:
        """What can be seen in it, without what is only read aloud."""
        hidden = [n.text for n in self.all("span") if "hidden" in n.attrs.get("class", "")]
        text = self.text
        for one in hidden:
            text = text.replace(one, "")
        return text.strip()

    @property
    def seen(self) -> str:
        """What it says, with the term that it answers in a list of facts."""
        if self.tag != "dd" or self.parent is None:
            return self.text
        before = self.parent.inside[: self.parent.inside.index(self)]
        terms = [one for one in before if isinstance(one, Node) and one.tag == "dt"]
        return f"{terms[-1].text} {self.text}" if terms else self.text

    def _words(self) -> Iterator[str]:
        if self.tag in {"script", "style", "template", "select", "datalist"}:
            return
        for one in self.inside:
            if isinstance(one, Node):
                yield from one._words()
            else:
                yield one

    def steps_to(self, words: str) -> int:
        """How far up one has to look to read some words."""
        at, steps = self, 0
        while words not in at.seen:
            steps += 1
            if at.parent is None:
                return TOO_FAR
            at = at.parent
        return steps

    def above(self, tag: str) -> "Node | None":
        """Give the element of this kind around it."""
        at = self.parent
        while at is not None and at.tag != tag:
            at = at.parent
        return at


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("page")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Node(tag, {key: value or "" for key, value in attrs}, self.at)
        self.at.inside.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.inside.append(Node(tag, {k: v or "" for k, v in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        found = self.at if self.at.tag == tag else self.at.above(tag)
        if found is not None and found.parent is not None:
            self.at = found.parent

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def read(html: str) -> Node:
    """Read a page into its elements."""
    reading = _Reading()
    reading.feed(html)
    return reading.root


class Page:
    """A page somebody has before them."""

    def __init__(self, visitor: "Visitor", address: str, status: int, html: str) -> None:
        """Read it."""
        self.visitor, self.address, self.status = visitor, address, status
        self.root = read(html)

    @property
    def text(self) -> str:
        """Everything that can be read on it."""
        return self.root.text

    @property
    def main(self) -> str:
        """What it is about, without the frame around it."""
        return next((one.text for one in self.root.all("main")), self.text)

    def says(self, *words: str) -> "Page":
        """Require that it says this."""
        for one in words:
            assert one in self.text, f"{self.address} does not say «{one}»:\n{self.main}"
        return self

    def never_says(self, *words: str) -> "Page":
        """Require that it does not say this."""
        for one in words:
            assert one not in self.text, f"{self.address} says «{one}»"
        return self

    def shows(self, words: str, *near: str) -> bool:
        """Whether there is a link or a button with these words."""
        return bool(self._named(words, near, "a", "button"))

    def choices(self, name: str) -> list[str]:
        """Every value that a field offers."""
        found = [c for c in self.root.all("input", "select") if c.attrs.get("name") == name]
        return [c.attrs["value"] for c in found]

    def fields(self, words: str, *near: str) -> list[str]:
        """Name what the form of a button asks."""
        found = self._named(words, near, "button")
        form = found[0].above("form") if found else None
        return list(_controls(form)) if form is not None else []

    def gets(self, words: str) -> None:
        """Take the paper behind a link, which must be a PDF."""
        found = self._named(words, (), "a")
        assert found, f"no link «{words}» on {self.address}:\n{self.main}"
        answer = self.visitor.client.get(urljoin(self.address, found[0].attrs["href"]))
        content = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, f"{words}: {answer.status_code}"
        assert content.startswith(b"%PDF"), f"{words} is no paper"

    def root_text(self, tag: str, kind: str) -> str:
        """What the first element of a kind says."""
        for one in self.root.all(tag):
            if kind in one.attrs.get("class", "").split():
                return one.text
        raise AssertionError(f"no {tag}.{kind} on {self.address}")

    def follow(self, words: str, *near: str) -> "Page":
        """Follow the link with these words, the one nearest to some others."""
        found = self._named(words, near, "a")
        assert found, f"no link «{words}» near «{near}» on {self.address}:\n{self.main}"
        return self.visitor.open(urljoin(self.address, found[0].attrs["href"]))

    def opened(self, title: str) -> "Page":
        """Open a panel, which fetches its part."""
        for panel in self.root.all("details"):
            summary = next(panel.all("summary"), None)
            if summary is not None and title in summary.text and panel.attrs.get("hx-get"):
                return self.visitor.open(panel.attrs["hx-get"], htmx=True)
        raise AssertionError(f"no panel «{title}» on {self.address}:\n{self.main}")

    def press(self, words: str, *near: str, **typed: Typed) -> "Page":
        """Fill in the form of a button and press it."""
        found = self._named(words, near, "button")
        assert found, f"no button «{words}» near «{near}» on {self.address}:\n{self.main}"
        button = found[0]
        form = button.above("form")
        assert form is not None, f"«{words}» belongs to no form on {self.address}"
        posted = _filled(form, typed)
        if button.attrs.get("name"):
            posted[button.attrs["name"]] = [button.attrs.get("value", "")]
        action = button.attrs.get("formaction") or form.attrs.get("action") or self.address
        assert form.attrs.get("method") == "post"
        return self.visitor.send(urljoin(self.address, action), posted)

    def _named(self, words: str, near: tuple[str, ...], *tags: str) -> list[Node]:
        every = [node for node in self.root.all(*tags) if words in (node.text, node.shown)]
        if near:
            far = {id(node): sum(node.steps_to(one) for one in near) for node in every}
            every = sorted((n for n in every if far[id(n)] < TOO_FAR), key=lambda n: far[id(n)])
        return every


class Visitor:
    """Somebody at a browser: opens, fills in, sends, and sees what a browser would show."""

    def __init__(self) -> None:
        """Start signed out, with forms checked as a browser's are."""
        self.client = Client(enforce_csrf_checks=True)

    def open(self, address: str, *, status: int = 200, htmx: bool = False) -> Page:
        """Open an address."""
        headers = {"HX-Request": "true"} if htmx else {}
        return self._page(self.client.get(address, follow=True, headers=headers), address, status)

    def send(self, address: str, posted: dict[str, list[str]], *, status: int = 0) -> Page:
        """Send a form."""
        return self._page(self.client.post(address, posted, follow=True), address, status)

    def refused(self, address: str) -> None:
        """Require that this address does not exist for this person."""
        answer = self.client.get(address)
        assert answer.status_code in {403, 404}, f"{address}: {answer.status_code}"

    def _page(self, answer: Any, address: str, status: int) -> Page:
        chain = getattr(answer, "redirect_chain", [])
        shown = chain[-1][0] if chain else address
        parts = urlsplit(shown)
        shown = parts.path + (f"?{parts.query}" if parts.query else "")
        page = Page(self, shown, answer.status_code, answer.content.decode())
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        if status:
            assert answer.status_code == status, f"{address}: {answer.status_code}\n{page.text}"
        return page


def _filled(form: Node, typed: dict[str, Typed]) -> dict[str, list[str]]:
    """What a browser would send of a form in which somebody typed this."""
    left = dict(typed)
    posted: dict[str, list[str]] = {}
    for name, controls in _controls(form).items():
        first = controls[0]
        if name in left:
            posted[name] = _told(controls, left.pop(name), name)
        elif first.tag == "select":
            posted[name] = _chosen(first)
        elif first.tag == "textarea":
            posted[name] = [first.text]
        elif first.attrs.get("type") in {"radio", "checkbox"}:
            posted[name] = [c.attrs.get("value", "on") for c in controls if "checked" in c.attrs]
        elif first.attrs.get("type") != "file":
            posted[name] = [first.attrs.get("value", "")]
    assert not left, f"the form has no {sorted(left)}, only {sorted(_controls(form))}"
    return {name: values for name, values in posted.items() if values}


def _controls(form: Node) -> dict[str, list[Node]]:
    named: dict[str, list[Node]] = {}
    for control in form.all("input", "select", "textarea"):
        if control.attrs.get("name") and control.attrs.get("type") != "submit":
            named.setdefault(control.attrs["name"], []).append(control)
    return named


def _chosen(select: Node) -> list[str]:
    options = list(select.all("option"))
    marked = [o for o in options if "selected" in o.attrs] or options[:1]
    return [o.attrs.get("value", o.text) for o in marked]


def _told(controls: list[Node], told: Typed, name: str) -> list[str]:
    first = controls[0]
    values = [str(one) for one in told] if isinstance(told, list) else [str(told)]
    if first.tag == "select":
        return [_option(list(first.all("option")), value, name) for value in values]
    if first.attrs.get("type") == "radio":
        return [_option(controls, value, name) for value in values]
    if first.attrs.get("type") == "checkbox":
        if isinstance(told, bool):
            return [first.attrs.get("value", "on")] if told else []
        return [_option(controls, value, name) for value in values]
    return values


def _option(options: list[Node], said: str, name: str) -> str:
    """The value of a choice by its words or its value; what is not offered cannot be chosen."""
    words = {}
    for one in options:
        shown = one if one.tag == "option" else one.above("label")
        value = one.attrs.get("value", one.text)
        words[value] = value
        if shown is not None and shown.text:
            words.setdefault(shown.text, value)
    assert said in words, f"{name} does not offer «{said}», only {sorted(words)}"
    return words[said]
