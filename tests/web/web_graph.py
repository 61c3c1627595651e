"""A graph file for the tests of the explorer: papers about real methods, and one hostile paper.

Each paper is told as sentences with marks: ``[Method|GPTQ]`` names an entity, ``{outperforms}`` is the
trigger. What a sentence claims stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from extractors.lexicon import Vote
from kg.build.builder import Builder
from kg.build.rules import load_rules
from ontology.types import (
    PAPER,
    Certainty,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Paper,
    PaperEntity,
    Qualifiers,
    Quantity,
    QuantityKind,
    Reference,
    Span,
    Statement,
)

_NAMED = re.compile(r"\[(\w+)\|([^\]|]+)\]|\{([^}]+)\}")


class Claim(NamedTuple):
    """(subject, predicate, object) by name; "paper" is the paper; figures as (field, number, unit, kind)."""

    subject: str
    predicate: str
    object: str
    figures: tuple[tuple[str, str, str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    certainty: Certainty = Certainty.ASSERTED


class Told(NamedTuple):
    """A paper as marked sentences with what each claims; the first is the title."""

    id: str
    year: int | None
    sentences: tuple[tuple[str, tuple[Claim, ...]], ...]
    url: str | None = None


def level(number: str, unit: str = "%") -> tuple[str, str, str, str]:
    return ("value", number, unit, "absolute")


SCRIPT = "<script>document.title='owned'</script>"
IMAGE = "<img src=x onerror=\"document.title='owned'\">"

TOLD = (
    Told(
        "2106.1",
        2021,
        (
            ("[Method|LoRA]: low-rank updates for big models", (Claim("paper", "proposes", "LoRA"),)),
            (
                "[Method|LoRA] {is applied to} [Model|GPT-3 175B] and trains few weights.",
                (Claim("LoRA", "applies-to", "GPT-3 175B"),),
            ),
            (
                "On [Benchmark|MultiNLI], [Method|LoRA] {reaches} 91.7% accuracy.",
                (Claim("LoRA", "evaluated-on", "MultiNLI", (level("91.7"),), (("metric", "accuracy"),)),),
            ),
            (
                "[Method|LoRA] {outperforms} [Method|prefix tuning] on [Benchmark|WikiSQL].",
                (Claim("LoRA", "outperforms", "prefix tuning", (), (("benchmark", "WikiSQL"),)),),
            ),
        ),
        "https://example.org/2106.1",
    ),
    Told(
        "2305.1",
        2023,
        (
            ("[Method|QLoRA]: tuning a quantized model", (Claim("paper", "proposes", "QLoRA"),)),
            (
                "[Method|QLoRA] {builds on} [Method|LoRA] and {quantizes} [Model|LLaMA-65B] to 4-bit.",
                (
                    Claim("QLoRA", "based-on", "LoRA"),
                    Claim("QLoRA", "quantizes", "LLaMA-65B", (("bits", "4", "bit", "absolute"),)),
                ),
            ),
            (
                "On [Benchmark|MMLU], [Method|QLoRA] {reaches} 63.9% accuracy, and [Method|LoRA] has 64.1%.",
                (
                    Claim("QLoRA", "evaluated-on", "MMLU", (level("63.9"),), (("metric", "accuracy"),)),
                    Claim("LoRA", "evaluated-on", "MMLU", (level("64.1"),), (("metric", "accuracy"),)),
                ),
            ),
            (
                "It {runs on} one [Hardware|A100].",
                (Claim("QLoRA", "runs-on", "A100"),),
            ),
        ),
    ),
    Told(
        "2402.1",
        2024,
        (
            ("[Method|DoRA]: weight decomposition", (Claim("paper", "proposes", "DoRA"),)),
            (
                "[Method|DoRA] {outperforms} [Method|LoRA] by 1.2 points on [Benchmark|MMLU].",
                (
                    Claim(
                        "DoRA",
                        "outperforms",
                        "LoRA",
                        (("delta", "1.2", "points", "delta"),),
                        (("benchmark", "MMLU"),),
                    ),
                ),
            ),
            (
                "We measure 62.0% accuracy for [Method|LoRA] on [Benchmark|MMLU].",
                (Claim("LoRA", "evaluated-on", "MMLU", (level("62.0"),), (("metric", "accuracy"),)),),
            ),
            (
                "[Method|DoRA] {may help} [Model|LLaMA-65B].",
                (Claim("DoRA", "applies-to", "LLaMA-65B", (), (), Certainty.HEDGED),),
            ),
        ),
    ),
    Told(
        "2210.1",
        2022,
        (
            ("[Method|GPTQ]: quantization in one shot", (Claim("paper", "proposes", "GPTQ"),)),
            (
                "[Method|GPTQ] {quantizes} [Model|LLaMA-65B] with 5.2 perplexity on [Benchmark|WikiText-2].",
                (
                    Claim("GPTQ", "quantizes", "LLaMA-65B"),
                    Claim(
                        "GPTQ", "evaluated-on", "WikiText-2", (level("5.2", ""),), (("metric", "perplexity"),)
                    ),
                ),
            ),
        ),
    ),
    Told(
        "2306.1",
        2023,
        (
            ("[Method|AWQ]: weights by activation", (Claim("paper", "proposes", "AWQ"),)),
            (
                "[Method|AWQ] {outperforms} [Method|GPTQ], with 4.9 perplexity on [Benchmark|WikiText-2].",
                (
                    Claim("AWQ", "outperforms", "GPTQ", (), (("benchmark", "WikiText-2"),)),
                    Claim(
                        "AWQ", "evaluated-on", "WikiText-2", (level("4.9", ""),), (("metric", "perplexity"),)
                    ),
                ),
            ),
        ),
    ),
    Told(
        "evil/<1>",
        None,
        (
            (
                f'{SCRIPT} [Method|<q>Bold</q>] & "quotes" {IMAGE}',
                (Claim("paper", "proposes", "<q>Bold</q>"),),
            ),
            (
                f"{IMAGE} 𝔘nicode [Method|<q>Bold</q>] {{outperforms}} [Method|GPTQ] by 7% {SCRIPT}.",
                (
                    Claim(
                        "<q>Bold</q>",
                        "outperforms",
                        "GPTQ",
                        (("delta", "7", "%", "delta"),),
                    ),
                ),
            ),
        ),
        "javascript:document.title='owned'",
    ),
)  # fmt: skip


class MarkedPipeline:
    """The pipeline of a build that only reads the marks."""

    fingerprint = "marked-1"

    def __init__(self, told: tuple[Told, ...] = TOLD) -> None:
        self._told = {paper.id: paper for paper in told}

    def votes(self, paper: Paper) -> tuple[Vote, ...]:
        return ()

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> list[Extraction]:
        return [_Reading(self._told[paper.id]).extraction() for paper in papers]


class _Reading:
    def __init__(self, told: Told) -> None:
        self._told = told
        self._mentions: dict[str, list[Mention]] = {}
        self._statements: list[Statement] = []

    def extraction(self) -> Extraction:
        at = 0
        for sentence, claims in self._told.sentences:
            at = self._sentence(at, sentence, claims)
        entities = tuple(
            PaperEntity(id=self._id(name), type=found[0].type, forms=(name,), mentions=tuple(found))
            for name, found in self._mentions.items()
        )
        return Extraction(paper=self._told.id, entities=entities, statements=tuple(self._statements))

    def _id(self, name: str) -> str:
        return PAPER if name == "paper" else f"e{list(self._mentions).index(name) + 1}"

    def _sentence(self, at: int, sentence: str, claims: tuple[Claim, ...]) -> int:
        places: dict[str, Span] = {}
        triggers: list[Span] = []
        plain, shift = plain_text(sentence), 0
        for match in _NAMED.finditer(sentence):
            name = match[2] or match[3]
            start = at + match.start() - shift
            shift += len(match[0]) - len(name)
            if match[2]:
                places[name] = (start, start + len(name))
                mention = Mention(
                    start=start, end=start + len(name), type=EntityType(match[1]), rule="test/mark"
                )
                self._mentions.setdefault(name, []).append(mention)
            else:
                triggers.append((start, start + len(name)))
        for claim in claims:
            self._claim(claim, (at, at + len(plain)), places, triggers)
        return at + len(plain) + 1

    def _claim(self, claim: Claim, whole: Span, places: dict[str, Span], triggers: list[Span]) -> None:
        evidence = Evidence(
            paper=self._told.id,
            start=whole[0],
            end=whole[1],
            rule=f"{claim.predicate}/test",
            subject_span=places.get(claim.subject),
            object_span=places.get(claim.object),
            trigger_span=triggers[0] if triggers else None,
            certainty=claim.certainty,
        )
        statement = Statement(
            subject=self._id(claim.subject),
            predicate=claim.predicate,
            object=self._id(claim.object),
            qualifiers=self._qualifiers(claim),
            evidence=(evidence,),
        )
        self._statements.append(statement)

    def _qualifiers(self, claim: Claim) -> Qualifiers:
        fields: dict[str, tuple[Quantity | Reference, ...]] = {}
        for field, number, unit, kind in claim.figures:
            value, text = Decimal(number), f"{number}{'' if unit in ('%', '') else ' '}{unit}"
            quantity = Quantity(low=value, high=value, unit=unit, kind=QuantityKind(kind), text=text)
            fields[field] = (*fields.get(field, ()), quantity)
        for field, name in claim.named:
            local = self._id(name) if name in self._mentions else None
            fields[field] = (*fields.get(field, ()), Reference(text=name, entity=local))
        return Qualifiers.model_validate(fields)


def plain_text(sentence: str) -> str:
    return _NAMED.sub(lambda match: match[2] or match[3], sentence)


def paper_of(told: Told) -> Paper:
    title, *rest = (plain_text(sentence) for sentence, _ in told.sentences)
    return Paper(
        id=told.id, title=title, abstract=" ".join(rest), year=told.year, url=told.url, source=("test",)
    )


def make_graph(path: Path, told: tuple[Told, ...] = TOLD) -> Path:
    """Write the graph file."""
    with Builder(path, load_rules()) as builder:
        builder.take([paper_of(paper) for paper in told], only=True)
        builder.finish(lambda: MarkedPipeline(told))
    return path
