"""Contexts that say what kind of thing a name is; each with an id and a sentence that it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.mining.heads import KIND, kind_of
from extractors.mining.shapes import NAME, NAMES, TERMS, items, terms
from ontology.types import EntityType

_SUCH = (
    r"(?:,? such as|,? like|,? including|,? e\.g\.,?|,? namely|:| \((?:e\.g\.,?|i\.e\.,?|such as|including)"
    r"| \((?=[^()]{1,40},)) ?"
)


class Context(NamedTuple):
    """A pattern with the groups ``list`` (names) or ``terms`` (lower-case terms), and ``kind`` where the type
    is told by a noun of the text instead of by ``type``. ``example`` is a sentence that it reads."""

    id: str
    pattern: re.Pattern[str]
    example: str
    type: EntityType | None

    def read(self, text: str) -> Iterator[tuple[str, EntityType, int, int]]:
        """Each item found: form, type, and the span of the whole match."""
        for match in self.pattern.finditer(text):
            groups = match.groupdict()
            kind = self.type or kind_of(groups["kind"])
            found = items(groups["list"]) if groups.get("list") else terms(groups["terms"])
            for form in found:
                yield form, kind, match.start(), match.end()


def _context(name: str, pattern: str, example: str, kind: EntityType | None = None) -> Context:
    return Context(name, re.compile(pattern), example, kind)


_PLURAL = rf"(?P<kind>(?i:{KIND})s?)"

CONTEXTS: tuple[Context, ...] = (
    _context(
        "such-as",
        rf"\b{_PLURAL}{_SUCH}(?P<list>{NAMES})",
        "Recent models such as GPT-4, Claude 3 and Mixtral do well.",
    ),
    _context(
        "before-kind",
        rf"\b(?P<list>{NAMES}) {_PLURAL}\b",
        "Tests on the GSM8K and HellaSwag benchmarks.",
    ),
    _context(
        "is-a-kind",
        rf"\b(?P<list>{NAME})(?: \([\w-]+\))?(?:, an?| is an?) (?:[\w-]+ ){{0,6}}?{_PLURAL}\b",
        "We use vLLM, a fast serving framework.",
    ),
    _context(
        "evaluated-on",
        r"\b(?:[Ee]valuat\w+|[Ee]xperiments?|[Tt]est(?:ed|s)|validated|[Rr]esults|accuracy|scores?|gains?) "
        rf"(?:\w+ )?(?:on|across) (?:the )?(?P<list>{NAMES})",
        "It is evaluated on MMLU, HumanEval and MBPP.",
        EntityType.BENCHMARK,
    ),
    _context(
        "trained-on",
        rf"\b(?:pre-?trained|trained|calibrated) on (?:the )?(?P<list>{NAMES})",
        "The network was trained on RedPajama.",
        EntityType.DATASET,
    ),
    _context(
        "rival",
        r"\b(?:outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|compared (?:to|with)|exceed(?:s|ed|ing)?) "
        rf"(?P<list>{NAMES})",
        "It outperforms GPTQ and AWQ.",
        EntityType.METHOD,
    ),
    _context(
        "sized",
        r"\b(?P<list>[A-Z][\w.]{0,20}(?:[- ][A-Za-z][\w.]{0,20}){0,4}[- ]?v?[\d.]{0,4})"
        r"[- ]\d+(?:\.\d+)?[BM]\b",
        "We compress Baichuan2-7B.",
        EntityType.MODEL,
    ),
    _context(
        "fine-tuned",
        rf"\b[Ff]ine-?tun(?:e|es|ed|ing) (?:the |a )?(?:[a-z-]+ )?(?P<list>{NAMES})",
        "We fine-tuned Flan-T5.",
        EntityType.MODEL,
    ),
    _context(
        "vendor",
        rf"\b(?:NVIDIA|Nvidia|AMD|Intel|Qualcomm|Apple|Xilinx|Huawei) (?P<list>{NAME})",
        "It runs on NVIDIA H100 at full speed.",
        EntityType.HARDWARE,
    ),
    _context(
        "tasks-such-as",
        rf"\b[Tt]asks?{_SUCH}(?P<terms>{TERMS})",
        "Good at tasks such as question answering and named entity recognition.",
        EntityType.TASK,
    ),
    _context(
        "task-of",
        r"\b[Tt]asks? of (?P<terms>[a-z][\w-]*(?: [a-z][\w-]*){0,3})",
        "We study the task of entity linking.",
        EntityType.TASK,
    ),
    _context(
        "techniques-such-as",
        rf"\b(?i:techniques?|methods?|approach(?:es)?|strateg(?:y|ies)|algorithms?){_SUCH}(?P<terms>{TERMS})",
        "We combine techniques such as weight pruning and knowledge distillation.",
        EntityType.METHOD,
    ),
    _context(
        "metrics-such-as",
        rf"\b[Mm](?:etrics?|easures?){_SUCH}(?P<terms>{TERMS})",
        "Judged by metrics such as perplexity and word error rate.",
        EntityType.METRIC,
    ),
    _context(
        "in-terms-of",
        rf"\b(?:in terms of|measured by|as measured by) (?:both )?(?P<terms>{TERMS})",
        "It wins in terms of throughput and peak memory.",
        EntityType.METRIC,
    ),
    _context(
        "changed-by",
        r"\b(?:reduc\w+|improv\w+|increas\w+|lower\w*|boost\w*|cut\w*|decreas\w+) (?:the )?"
        r"(?P<terms>[a-z][\w-]*(?: [a-z][\w-]*){0,3}) by (?:up to |about |over |an average of )?\d",
        "It reduces peak memory by 40%.",
        EntityType.METRIC,
    ),
    _context(
        "percent-in",
        r"\d ?(?:%|percent|points?|x|×) (?:\w+ )?(?:reduction|improvement|increase|decrease|gain|drop) in "
        r"(?P<terms>[a-z][\w-]*(?: [a-z][\w-]*){0,3})",
        "A 30% reduction in training time.",
        EntityType.METRIC,
    ),
)
