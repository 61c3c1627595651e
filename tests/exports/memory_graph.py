"""A GraphView in memory, and the sample that the tests of exports share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.records import GraphStatement
from ontology.ids import entity_id, statement_id
from ontology.types import (
    Certainty,
    Entity,
    EntityType,
    Evidence,
    Origin,
    Paper,
    Polarity,
    Qualifiers,
    Quantity,
    QuantityKind,
    Reference,
    Statement,
)


@dataclass
class MemoryGraph:
    """Lists behind the GraphView protocol; iterators run in id order."""

    paper_list: list[Paper]
    entity_list: list[Entity]
    statement_list: list[GraphStatement]

    def papers(self) -> Iterator[Paper]:
        return iter(sorted(self.paper_list, key=lambda p: p.id))

    def entities(self) -> Iterator[Entity]:
        return iter(sorted(self.entity_list, key=lambda e: e.id))

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002
        min_belief: Decimal | None = None,
    ) -> Iterator[GraphStatement]:
        for s in sorted(self.statement_list, key=lambda s: s.id):
            claim = (subject or s.subject, predicate or s.predicate, object or s.object)
            sure = min_belief is None or s.belief >= min_belief
            if sure and claim == (s.subject, s.predicate, s.object):
                yield s

    def paper(self, paper_id: str) -> Paper:
        return {p.id: p for p in self.paper_list}[paper_id]

    def entity(self, entity_id: str) -> Entity:
        return {e.id: e for e in self.entity_list}[entity_id]

    def find(self, name: str, kind: EntityType | None = None) -> list[Entity]:
        low = name.casefold()
        return [
            e
            for e in self.entities()
            if low in {n.casefold() for n in (e.name, *e.aliases)} and kind in (None, e.type)
        ]


M, MODEL, BENCH, DATA, TASK, METRIC, HW = (
    EntityType.METHOD,
    EntityType.MODEL,
    EntityType.BENCHMARK,
    EntityType.DATASET,
    EntityType.TASK,
    EntityType.METRIC,
    EntityType.HARDWARE,
)

_PAPERS = {
    "arxiv:2210.17323": (
        "GPTQ: one-shot weight rounding for very large language models",
        "We present GPTQ. GPTQ brings OPT-175B down to 3 or 4 bits on a single A100. "
        "On WikiText-2, GPTQ beats RTN by 2.5 points of perplexity.",
        2022,
        "https://arxiv.org/abs/2210.17323",
        ("Elias Frantar", "Dan Alistarh"),
    ),
    "arxiv:2306.00978": (
        "AWQ: activation-aware rounding of weights",
        "AWQ outperforms GPTQ on WikiText-2 with LLaMA-7B. "
        "AWQ quantizes LLaMA-7B to 3 bits and runs on Jetson Orin. "
        "It does not outperform SmoothQuant.",
        2023,
        "https://arxiv.org/abs/2306.00978",
        ("Ji Lin",),
    ),
    "arxiv:2310.00001": (
        "A second look at GPTQ & friends <with care>",
        "In our study GPTQ outperforms AWQ on WikiText-2. SpQR may outperform GPTQ. "
        "SpQR builds on GPTQ and reaches 5.68 perplexity on WikiText-2.",
        2023,
        None,
        (),
    ),
    "arxiv:2401.00002": (
        "Repeating three results",
        "QLoRA builds on LoRA, as we confirm. QLoRA uses NF4 and reaches 43.9% accuracy on MMLU. "
        "SpQR gets to 5.75 perplexity on WikiText-2 in our hands.",
        2024,
        None,
        (),
    ),
    "t:0123456789ab": (
        "QLoRA: tuning quantized models",
        "QLoRA builds on LoRA and outperforms LoRA. "
        "We fine-tune LLaMA-7B on the Alpaca data for instruction following. "
        "QLoRA needs 4.5x less memory.",
        None,
        None,
        ("A. Author", "B. Author", "A. Author"),
    ),
}

_ENTITIES: list[tuple[EntityType, str, tuple[str, ...]]] = [
    (M, "GPTQ", ()),
    (M, "RTN", ("round-to-nearest",)),
    (M, "AWQ", ("Activation-aware Weight Quantization",)),
    (M, "SpQR", ()),
    (M, "SmoothQuant", ()),
    (M, "LoRA", ("low-rank adaptation", "LoRA adapters")),
    (M, "QLoRA", ()),
    (M, "NF4", ()),
    (MODEL, "OPT-175B", ()),
    (MODEL, "OPT", ()),
    (MODEL, "LLaMA-7B", ("Llama 7B",)),
    (BENCH, "WikiText-2", ("wikitext2",)),
    (BENCH, "MMLU", ()),
    (DATA, "Alpaca", ()),
    (TASK, "instruction following", ()),
    (METRIC, "perplexity", ("PPL",)),
    (METRIC, "memory", ()),
    (METRIC, "accuracy", ()),
    (HW, "A100", ()),
    (HW, "Jetson Orin", ()),
]

IDS = {name: entity_id(kind, name) for kind, name, _ in _ENTITIES}


def _number(text: str, unit: str, kind: str, low: str | None = None, high: str | None = None) -> Quantity:
    return Quantity(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        unit=unit,
        kind=QuantityKind(kind),
        text=text,
    )


def _refs(*names: str) -> tuple[Reference, ...]:
    return tuple(Reference(text=n, entity=IDS.get(n)) for n in names)


def read(paper: str, quote: str, rule: str, **how: object) -> Evidence:
    title, abstract, *_ = _PAPERS[paper]
    start = f"{title}\n{abstract}".index(quote)
    span = (start, start + len(quote.split(" ")[0]))
    return Evidence(paper=paper, start=start, end=start + len(quote), rule=rule, subject_span=span, **how)  # type: ignore[arg-type]


def claim(
    subject: str,
    predicate: str,
    obj: str,
    *evidence: Evidence,
    belief: str = "0.8000",
    **q: tuple[object, ...],
) -> GraphStatement:
    s = subject if subject.startswith("paper/") else IDS[subject]
    plain = Statement(subject=s, predicate=predicate, object=IDS[obj], qualifiers=Qualifiers(**q))  # type: ignore[arg-type]
    return GraphStatement(
        id=statement_id(plain),
        subject=s,
        predicate=predicate,
        object=IDS[obj],
        qualifiers=plain.qualifiers,
        evidence=evidence,
        belief=Decimal(belief),
        papers=tuple(sorted({e.paper for e in evidence if e.asserted})),
        derived=not evidence,
    )


G, A, S, Q = "arxiv:2210.17323", "arxiv:2306.00978", "arxiv:2310.00001", "t:0123456789ab"
R = "arxiv:2401.00002"
_G_BITS = "GPTQ brings OPT-175B down to 3 or 4 bits on a single A100."
_G_BEATS = "On WikiText-2, GPTQ beats RTN by 2.5 points of perplexity."
_A_BEATS = "AWQ outperforms GPTQ on WikiText-2 with LLaMA-7B."
_A_BITS = "AWQ quantizes LLaMA-7B to 3 bits and runs on Jetson Orin."
_S_BEATS = "In our study GPTQ outperforms AWQ on WikiText-2."
_S_REACH = "SpQR builds on GPTQ and reaches 5.68 perplexity on WikiText-2."
_Q_BEATS = "QLoRA builds on LoRA and outperforms LoRA."
_R_BASE = "QLoRA builds on LoRA, as we confirm."
_R_MMLU = "QLoRA uses NF4 and reaches 43.9% accuracy on MMLU."
_R_SPQR = "SpQR gets to 5.75 perplexity on WikiText-2 in our hands."
_Q_TUNE = "We fine-tune LLaMA-7B on the Alpaca data for instruction following."


def _statements() -> list[GraphStatement]:
    bits34 = (_number("3 or 4 bits", "bit", "absolute", "3", "4"),)
    bits3 = (_number("3 bits", "bit", "absolute", "3", "3"),)
    wiki, ppl = {"benchmark": _refs("WikiText-2")}, {"metric": _refs("perplexity")}
    llama = {"model": _refs("LLaMA-7B")}
    won = (_number("2.5 points", "points", "delta", "2.5", "2.5"),)
    value = (_number("5.68 perplexity", "", "absolute", "5.68", "5.68"),)
    again = (_number("5.75 perplexity", "", "absolute", "5.75", "5.75"),)
    mmlu, acc = (_number("43.9%", "%", "absolute", "43.9", "43.9"),), {"metric": _refs("accuracy")}
    less = (_number("4.5x less", "x", "ratio", None, "4.50"),)
    return [
        claim(f"paper/{G}", "proposes", "GPTQ", read(G, "We present GPTQ.", "proposes.present")),
        claim(f"paper/{Q}", "proposes", "QLoRA", read(Q, "QLoRA: tuning quantized models", "proposes.title")),
        claim("GPTQ", "quantizes", "OPT-175B", read(G, _G_BITS, "quantizes.bring-down"), bits=bits34),
        claim("GPTQ", "runs-on", "A100", read(G, _G_BITS, "runs-on.on-a-single")),
        claim("GPTQ", "outperforms", "RTN", read(G, _G_BEATS, "outperforms.beat"), delta=won, **ppl, **wiki),
        claim(
            "AWQ",
            "outperforms",
            "GPTQ",
            read(A, _A_BEATS, "outperforms.verb"),
            **llama,
            **wiki,
        ),
        claim(
            "AWQ",
            "evaluated-on",
            "WikiText-2",
            read(A, _A_BEATS, "evaluated-on.on"),
            **llama,
        ),
        claim("AWQ", "quantizes", "LLaMA-7B", read(A, _A_BITS, "quantizes.verb"), bits=bits3, belief="0.9"),
        claim("AWQ", "runs-on", "Jetson Orin", read(A, _A_BITS, "runs-on.verb")),
        claim(
            "AWQ",
            "outperforms",
            "SmoothQuant",
            read(A, "It does not outperform SmoothQuant.", "outperforms.verb", polarity=Polarity.NEGATED),
            belief="0",
        ),
        claim("GPTQ", "outperforms", "AWQ", read(S, _S_BEATS, "outperforms.verb"), belief="0.61", **wiki),
        claim(
            "SpQR",
            "outperforms",
            "GPTQ",
            read(S, "SpQR may outperform GPTQ.", "outperforms.verb", certainty=Certainty.HEDGED),
            belief="0",
        ),
        claim("SpQR", "based-on", "GPTQ", read(S, _S_REACH, "based-on.builds-on"), belief="0.95"),
        claim("SpQR", "achieves", "perplexity", read(S, _S_REACH, "achieves.reach"), value=value, **wiki),
        claim("SpQR", "evaluated-on", "WikiText-2", read(S, _S_REACH, "evaluated-on.on"), value=value, **ppl),
        claim(
            "QLoRA",
            "based-on",
            "LoRA",
            read(R, _R_BASE, "based-on.builds-on"),
            read(Q, _Q_BEATS, "based-on.builds-on"),
            belief="0.95",
        ),
        claim("QLoRA", "uses", "NF4", read(R, _R_MMLU, "uses.verb")),
        claim("QLoRA", "evaluated-on", "MMLU", read(R, _R_MMLU, "evaluated-on.on"), value=mmlu, **acc),
        claim("SpQR", "evaluated-on", "WikiText-2", read(R, _R_SPQR, "evaluated-on.on"), value=again, **ppl),
        claim("QLoRA", "outperforms", "LoRA", read(Q, _Q_BEATS, "outperforms.verb", origin=Origin.REPORTED)),
        claim("QLoRA", "fine-tunes", "LLaMA-7B", read(Q, _Q_TUNE, "fine-tunes.we")),
        claim("QLoRA", "trained-on", "Alpaca", read(Q, _Q_TUNE, "trained-on.on")),
        claim("QLoRA", "used-for", "instruction following", read(Q, _Q_TUNE, "used-for.for")),
        claim(
            "QLoRA",
            "achieves",
            "memory",
            read(Q, "QLoRA needs 4.5x less memory.", "achieves.less"),
            value=less,
        ),
        claim("OPT-175B", "variant-of", "OPT", belief="1"),
    ]


def sample_graph() -> MemoryGraph:
    """Five papers, twenty entities, twenty-five statements: of each kind of evidence at least one."""
    papers = [
        Paper(id=i, title=t, abstract=a, year=y, url=u, authors=w, source=("a.jsonl", "b.txt"))
        for i, (t, a, y, u, w) in _PAPERS.items()
    ]
    entities = [Entity(id=IDS[n], type=k, name=n, aliases=tuple(sorted(al))) for k, n, al in _ENTITIES]
    return MemoryGraph(papers, entities, _statements())
