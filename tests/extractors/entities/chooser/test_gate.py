"""The gate as it is fitted and as it is used is one."""

from extractors.cleanup import clean
from extractors.entities.chooser.model import load_model
from extractors.entities.chooser.spans import Proposed, possible
from extractors.entities.chooser.text import Text
from extractors.entities.chooser.train import gate_flags
from extractors.entities.discovery import Discovery
from extractors.entities.vocabulary import Trie
from extractors.entities.words import Words
from extractors.readers import merge, read
from extractors.samples import sample_paths
from ontology.vocabulary import load_vocabularies

RULES = Discovery(Trie(load_vocabularies(())))
MODEL = load_model()


def _text(written: str) -> Text:
    words = Words(clean(written).text)
    names, _, pairs = RULES.names(words, {})
    return Text.of(words, Proposed.of(words, names), pairs)


def test_what_passes_is_what_the_flags_and_the_ends_say() -> None:
    gate, passed, looked_at = MODEL.gate, 0, 0
    for paper in merge(read(list(sample_paths().values()), on_reject=lambda _: None)):
        text = _text(paper.text)
        rows = MODEL.vectors.rows(text.words)
        spans = list(possible(text.words, text.proposed))
        wanted = {
            (first, last)
            for first, last in spans
            if gate.first[rows[first]]
            + gate.last[rows[last - 1]]
            + sum(gate.flags.get(flag, 0) for flag in gate_flags(text, first, last))
            >= 0
        }
        assert set(gate.passed(text, rows)) == wanted
        passed, looked_at = passed + len(wanted), looked_at + len(spans)
    assert 0 < passed < looked_at / 3
