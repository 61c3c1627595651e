"""A picture of a parse, for people: spaCy's own drawing, with an id that is always the same."""

from __future__ import annotations

from typing import Any

from spacy import displacy
from spacy.displacy.render import DependencyRenderer

from extractors.cleanup import clean
from extractors.english.pipeline import English
from ontology.types import Paper


def draw(english: English, paper: Paper, start: int) -> str:
    """The parse of the sentence at a character of ``paper.text``, as SVG."""
    cleaned = clean(paper.text)
    doc = english.document(paper, cleaned).doc
    at, _ = cleaned.cleaned(start, start + 1)
    sentence = next(span for span in doc.sents if span.end_char > at)
    parsed: Any = displacy.parse_deps(english.parse([sentence])[0])
    renderer: Any = DependencyRenderer(options={"compact": True})
    return str(renderer.render_svg("parse", parsed["words"], parsed["arcs"])).strip() + "\n"
