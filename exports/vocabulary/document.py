"""The vocabulary as one HTML page: every class, predicate and property with an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from exports.rdf.names import Names
from exports.vocabulary.alignment import load_alignments
from exports.vocabulary.owl import TITLE, inverse_name
from exports.vocabulary.terms import CLASSES, PROPERTIES, QUALIFIERS, Term
from ontology.schema import Predicate, load_schema

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ddd; }
h3 { margin: 1.6rem 0 .2rem; }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .15rem 1rem; margin: .3rem 0; }
dd { margin: 0; }
dt { color: #666; }
code { font-size: .9em; background: #f4f4f4; padding: 0 .2em; }
a { color: #0056b3; }
table { border-collapse: collapse; }
td, th { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def document(names: Names) -> str:
    """The page as text; it loads nothing."""
    schema = load_schema()
    parts = [
        f"<p>Version {escape(schema.version)}. Namespace <code>{escape(names.terms)}</code>, "
        "prefix <code>kg:</code>. Made from the one schema file.</p>",
        "<h2>What a paper names</h2>",
        *(_class(names, n, c.label, c.definition, c.example) for n, c in schema.classes.items()),
        "<h2>What a paper states</h2>",
        *(_predicate(names, name, predicate) for name, predicate in schema.predicates.items()),
        "<h2>How a statement is narrowed</h2>",
        *(_property(names, term) for term in QUALIFIERS),
        "<h2>How a statement is held</h2>",
        *(_class(names, c.name, c.label, c.definition, "") for c in CLASSES),
        *(_property(names, term) for term in PROPERTIES),
        "<h2>Other vocabularies</h2>",
        _sources(),
    ]
    head = (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(TITLE)}</title>\n<style>{_STYLE}</style>"
    )
    body = f"<h1>{escape(TITLE)}</h1>\n" + "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _entry(name: str, label: str, definition: str, facts: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in facts if value)
    title = f'<h3 id="{escape(name)}">{escape(label)} <code>kg:{escape(name)}</code></h3>'
    return f"{title}\n<p>{escape(definition)}</p>\n<dl>{rows}</dl>"


def _class(names: Names, name: str, label: str, definition: str, example: str) -> str:
    return _entry(name, label, definition, [*_common(names, name), ("for example", escape(example))])


def _predicate(names: Names, name: str, predicate: Predicate) -> str:
    facts = [
        ("from", _links(predicate.domain)),
        ("to", _links(predicate.range)),
        ("inverse", f"{escape(predicate.inverse)} <code>kg:{inverse_name(predicate)}</code>"),
        ("narrowed by", _links(predicate.qualifiers)),
        ("transitive", "yes" if predicate.transitive else ""),
        ("for example", escape(predicate.example)),
    ]
    return _entry(name, predicate.label, predicate.definition, [*_common(names, name), *facts])


def _property(names: Names, term: Term) -> str:
    range_ = term.range.rsplit("#", 1)[-1]
    own = ":" not in term.range
    facts = [("of", _links([term.domain])), ("value", _links([range_]) if own and range_ else escape(range_))]
    return _entry(term.name, term.label, term.definition, [*_common(names, term.name), *facts])


def _common(names: Names, name: str) -> Iterator[tuple[str, str]]:
    yield "address", f"<code>{escape(names.term(name))}</code>"
    for term, relation, target in load_alignments().pairs():
        if term == name:
            full = escape(load_alignments().full(target))
            yield relation, f'<a href="{full}" rel="noreferrer">{escape(target)}</a>'


def _links(found: Iterable[str]) -> str:
    return ", ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in found)


def _sources() -> str:
    rows = "".join(
        f"<tr><td>{escape(key)}</td><td>{escape(source.name)}<br><code>{escape(source.namespace)}</code></td>"
        f"<td>{escape(source.checked)}</td></tr>"
        for key, source in load_alignments().source.items()
    )
    return f"<table><tr><th>prefix</th><th>vocabulary</th><th>looked up in</th></tr>{rows}</table>"
