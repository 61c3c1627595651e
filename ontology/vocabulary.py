"""The vocabularies: names that the field knows, with their type, other forms, and where the fact comes from.

A file is tab-separated, UTF-8, with the header ``name  type  aliases  source``; aliases are separated by "|".
A row is one thing: its canonical name and every other form of the same thing.

How a form matches is told by the form itself:

- A form whose last word (with a letter) has no capital is a term ("knowledge distillation", "KV cache
  compression"): it matches in any case, and its plural in "s" too.
- Any other form is a name ("LoRA", "MMLU", "Mixtral 8x7B"): it matches in its own case only, so that "Phi" is
  not "phi"; one that ends in a capital has a plural too ("GPUs", "SSMs").
- In both, hyphens, dashes and spaces stand for each other ("chain-of-thought", "MT Bench").

The file a row stands in is its :attr:`Entry.group`, and three groups ask for care by the recogniser:
``formats`` (number formats: entities only where the format itself is discussed), ``generic`` (bare words such
as "reasoning" or "fine-tuning": entities in some contexts) and ``ambiguous`` (names that are also ordinary
words or mean several things, such as "HELM" or "Falcon": entities only where the context says so).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ontology.errors import KgError
from ontology.ids import digest
from ontology.types import EntityType

COLUMNS = ("name", "type", "aliases", "source")
LONGEST_FORM = 120
"""Characters; a longer "name" is a mistake in the file."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes."""
USER = "user"
"""The group of rows from a user's own file."""

_SPACED = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212\u00a0", " "))


class Key(NamedTuple):
    """What a form is looked up by: :func:`spaced` for a name, :func:`fold` ed for a term."""

    name: bool
    text: str


class Entry(NamedTuple):
    """One thing: its canonical name first, then its other forms."""

    name: str
    type: EntityType
    aliases: tuple[str, ...]
    source: str
    group: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


Owners = dict[Key, Entry]


class Vocabulary(NamedTuple):
    """All entries and the two indexes a matcher needs. Keys: :func:`spaced` names, :func:`fold` ed terms."""

    entries: tuple[Entry, ...]
    names: Mapping[str, Entry]
    """Names, in their own case, and their plurals."""
    terms: Mapping[str, Entry]
    """Terms, in lower case, and their plurals."""

    def find(self, form: str) -> Entry | None:
        """The entry that a string names; a name in its own case goes before a term."""
        return self.names.get(spaced(form)) or self.terms.get(fold(form))

    @property
    def fingerprint(self) -> str:
        """Changes with any row."""
        return digest("\n".join("\t".join(map(str, entry)) for entry in self.entries))[:16]


def spaced(text: str) -> str:
    """Hyphens and dashes as spaces, character for character: offsets stay.

    >>> spaced("MT-Bench")
    'MT Bench'
    """
    return text.translate(_SPACED)


def fold(text: str) -> str:
    """:func:`spaced` and in lower case, character for character: offsets stay.

    >>> fold("Chain-of-Thought")
    'chain of thought'
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return spaced(lowered)


def is_name(form: str) -> bool:
    """True for a form that matches in its own case only.

    >>> is_name("Llama 2"), is_name("beam search"), is_name("KV cache compression")
    (True, False, False)
    """
    if form.islower():
        return False
    last = next((word for word in reversed(form.split()) if any(map(str.isalpha, word))), form)
    return last != last.lower()


def plural(form: str) -> str | None:
    """The plural in "s" that a form also matches by, if it has one.

    >>> plural("adapter"), plural("GPU"), plural("LoRA"), plural("self-consistency"), plural("bias")
    ('adapters', 'GPUs', 'LoRAs', 'self-consistencies', None)
    """
    last = form[-1]
    if last == "s" or not last.isalnum():
        return None
    if is_name(form):
        return form + "s" if last.isupper() else None
    if last == "y" and form[-2:-1] not in "aeiou":
        return form[:-1] + "ies"
    return form + ("es" if last in "xz" or form.endswith(("ch", "sh")) else "s")


def parse(text: str, origin: str, group: str) -> Iterator[Entry]:
    """The rows of one file.

    Args:
        origin: how errors name the file.

    Raises:
        KgError: a line is not of the documented shape or repeats a form; says where, and what is allowed.
    """
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise KgError(f"{origin}: line 1: the header must be {' <TAB> '.join(COLUMNS)}")
    first: dict[Key, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            entry = _entry(line, f"{origin}: line {number}", group)
            for key in _keys(entry):
                if (before := first.setdefault(key, number)) != number:
                    raise KgError(f"{origin}: line {number}: {key.text!r} stands in line {before} already")
            yield entry


def read(path: Path) -> tuple[Entry, ...]:
    """The rows of a user's file.

    Raises:
        KgError: the file cannot be read, is not UTF-8, is too large, or has a bad line.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KgError(f"{path}: larger than {LARGEST_FILE} bytes: not a vocabulary")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KgError(f"{path}: not UTF-8 at byte {error.start}; save the vocabulary as UTF-8") from error
    return tuple(parse(text, str(path), USER))


def combine(shipped: Iterable[Entry], users: Iterable[Entry] = ()) -> Vocabulary:
    """Index the entries. Among the shipped ones a form belongs to one entry; a user's entry takes its forms
    from any that came before it, and an entry that loses its name goes altogether.

    Raises:
        KgError: two shipped entries share a form.
    """
    owners: Owners = {}
    for entry in shipped:
        for key in _keys(entry):
            if key in owners:
                raise KgError(_clash(key, owners[key], entry))
            owners[key] = entry
    for entry in users:
        owners.update((key, entry) for key in _keys(entry))
    kept = {entry for entry in owners.values() if owners[key_of(entry.name)] is entry}
    return _indexed({key: entry for key, entry in owners.items() if entry in kept})


def shipped_files() -> tuple[str, ...]:
    """The names of the shipped files, sorted."""
    folder = files("ontology").joinpath("vocabularies")
    return tuple(sorted(item.name for item in folder.iterdir() if item.name.endswith(".tsv")))


@cache
def shipped_entries() -> tuple[Entry, ...]:
    """All rows that come with the package, in file order."""
    folder = files("ontology").joinpath("vocabularies")
    return tuple(
        entry
        for name in shipped_files()
        for entry in parse(folder.joinpath(name).read_text(encoding="utf-8"), name, name.removesuffix(".tsv"))
    )


def load_vocabularies(extra: Sequence[Path] = ()) -> Vocabulary:
    """The shipped vocabularies and the user's own files, the later ones taking precedence.

    Raises:
        KgError: a file cannot be read or has a bad line.
    """
    return combine(shipped_entries(), [entry for path in extra for entry in read(path)])


def _entry(line: str, where: str, group: str) -> Entry:
    cells = [unicodedata.normalize("NFC", cell).strip() for cell in line.split("\t")]
    if len(cells) != len(COLUMNS):
        raise KgError(f"{where}: {len(cells)} columns instead of {len(COLUMNS)} ({', '.join(COLUMNS)})")
    name, kind, aliases, source = cells
    if kind not in EntityType.__members__.values():
        raise KgError(f"{where}: unknown type {kind!r}; allowed: {', '.join(EntityType)}")
    if not source:
        raise KgError(f"{where}: no source; say where the fact comes from, e.g. a paper's id")
    others = tuple(part.strip() for part in aliases.split("|")) if aliases else ()
    for form in (name, *others):
        _check_form(form, where)
    if len({name, *others}) <= len(others):
        raise KgError(f"{where}: the same form twice in {name!r}")
    return Entry(name, EntityType(kind), others, source, group)


def _check_form(form: str, where: str) -> None:
    if not any(char.isalpha() for char in form):
        raise KgError(f"{where}: a name needs a letter, found {form!r}")
    if len(form) > LONGEST_FORM or not form.isprintable():
        raise KgError(f"{where}: not a name: {form[:40]!r}; at most {LONGEST_FORM} printable characters")


@cache
def key_of(form: str) -> Key:
    """The key of a form; forms that differ in hyphens alone have the same."""
    return Key(True, spaced(form)) if is_name(form) else Key(False, fold(form))


def _keys(entry: Entry) -> Iterator[Key]:
    return iter(dict.fromkeys(map(key_of, entry.forms)))


def _clash(key: Key, first: Entry, second: Entry) -> str:
    return (
        f"{second.group}.tsv: {key.text!r} of {second.name!r} ({second.type}) "
        f"already stands in {first.group}.tsv for {first.name!r} ({first.type})"
    )


def _indexed(owners: Owners) -> Vocabulary:
    names = _with_plurals({key.text: entry for key, entry in owners.items() if key.name})
    terms = _with_plurals({key.text: entry for key, entry in owners.items() if not key.name})
    return Vocabulary(tuple(dict.fromkeys(owners.values())), names, terms)


def _with_plurals(index: dict[str, Entry]) -> Mapping[str, Entry]:
    """A listed form goes before a plural of another."""
    for key, entry in list(index.items()):
        if more := plural(key):
            index.setdefault(more, entry)
    return MappingProxyType(index)
