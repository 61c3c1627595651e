"""The whole way on the sample papers: what comes out hangs together."""

from __future__ import annotations

from extractors.extract import Extractor, extract_all
from extractors.readers import merge, read
from extractors.samples import sample_paths
from ontology.types import Reference


def test_qualifiers_refer_to_what_they_name() -> None:
    papers = list(merge(read(sample_paths().values(), on_reject=lambda _: None)))
    told = 0
    for extraction in extract_all(Extractor.load(), papers):
        forms = {e.id: [form.lower() for form in e.forms] for e in extraction.entities}
        for statement in extraction.statements:
            for _, said in statement.qualifiers:
                for reference in said:
                    if isinstance(reference, Reference) and reference.entity is not None:
                        told += 1
                        text = reference.text.lower()
                        assert any(f in text or text in f for f in forms[reference.entity]), reference
    assert told > 100
