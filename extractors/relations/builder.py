"""From tokens, entities and numbers of one sentence to its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.quantities import Role
from extractors.quantities.units import BIT
from extractors.relations.citations import citations
from extractors.relations.coordination import group_lists
from extractors.relations.examples import absorb_examples
from extractors.relations.references import mark_references
from extractors.relations.units import Member, Unit
from extractors.relations.verbs import finite_words
from extractors.relations.wordlists import words


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the builder needs of a sentence: ``lower`` and ``texts`` by token from document",
    "token ``start``."""

    start: int
    texts: Sequence[str]
    lower: Sequence[str]


BREAKS = words(
    "; : — -- . while whereas but although though because which who whose that where when if unless ? !",
)
FUNCTION = words(
    "of in on at by for with from to into onto as than and or nor over under via per between among across",
    "within without through against during after before until toward towards about upon using despite",
    "unlike is are was were be been being am has have had having do does did can could may might will",
    "would shall should must not no n't it they them this these those there we us i he she you so also",
    "then thus hence however moreover furthermore including like versus vs vs. such e.g. i.e. compared",
    "comparing relative respectively",
)


def build(tokens: Tokens, members: Sequence[Member], *, title: bool) -> list[Unit]:
    """The units of a sentence in order.

    Args:
        members: its entities and numbers, sorted, disjoint.
        title: titles have no references and no sentence grammar to rely on.
    """
    units = _single(tokens, members)
    if not title:
        units = mark_references(units)
    units = merge_brackets(units)
    mark_heads(units)
    return group_lists(absorb_examples(group_lists(units)))


def _single(tokens: Tokens, members: Sequence[Member]) -> list[Unit]:
    units: list[Unit] = []
    at, end = tokens.start, tokens.start + len(tokens.texts)
    cited = frozenset(tokens.start + i for i in citations(tokens.lower))
    members = [m for m in members if m.start not in cited]
    for k, member in enumerate(members):
        before_metric = (
            k + 1 < len(members) and members[k + 1].type == "Metric" and members[k + 1].start == member.end
        )
        units += [_word(tokens, i) for i in range(at, member.start) if i not in cited]
        text = " ".join(tokens.texts[member.start - tokens.start : member.end - tokens.start])
        kind = "word" if _modifies(member, tokens) and not before_metric else member.type
        units.append(Unit(kind, member.start, member.end, text, [member]))
        at = member.end
    units += [_word(tokens, i) for i in range(at, end) if i not in cited]
    return units


_SIZES = frozenset(("B", "M", "K", "T", "GB", "MB", "TB", "KB", BIT))
_LEADING_TO_VALUE = frozenset(["by", "of", "to", "from", "at", "is", "=", ":", "+"])


def _modifies(member: Member, tokens: Tokens) -> bool:
    """True for a number that is no result by itself: a size, a bit width, a count ("8 A100 GPUs")."""
    found = member.quantity
    if found is None or found.role is not Role.PLAIN:
        return False
    if found.unit in _SIZES:
        return True
    whole = not found.decimal
    before = tokens.lower[member.start - tokens.start - 1] if member.start > tokens.start else ""
    return found.unit == "" and not found.signed and whole and before not in _LEADING_TO_VALUE


def _word(tokens: Tokens, i: int) -> Unit:
    low = tokens.lower[i - tokens.start]
    return Unit(_kind(low), i, i + 1, tokens.texts[i - tokens.start])


@lru_cache(maxsize=50_000)
def _kind(low: str) -> str:
    if low in BREAKS:
        return "break"
    if low in FUNCTION:
        return "fn"
    if low in _QUOTES:
        return "word"
    if low[0].isalpha() or len(low) > 1:
        return "," if low[0] == "(" and low[-1] == ")" else "word"
    return "," if not low[0].isdigit() else "word"


def merge_brackets(units: list[Unit]) -> list[Unit]:
    """Draw "Name (ABBR)" together where both name one entity; "Name (13.9%)", "Name (by 3%)" has a note."""
    out: list[Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        led = i + 2 < len(units) and units[i + 2].text.lower() == "by"
        inner = _bracket(units, i + 1, led)
        if unit.named and inner is not None and _joins(unit, inner):
            member = unit.members[0]
            member.note = inner.members[0].quantity
            closing = i + 4 if led else i + 3
            out.append(Unit(unit.kind, unit.start, units[closing].end, unit.text, unit.members))
            i = closing + 1
        else:
            out.append(unit)
            i += 1
    return out


def _bracket(units: Sequence[Unit], i: int, led: bool) -> Unit | None:
    """The one unit between brackets at ``i``, behind "by" if ``led``, if that is all there is in them."""
    closing = i + 3 if led else i + 2
    if closing < len(units) and units[i].text == "(" and units[closing].text == ")":
        inner = units[closing - 1]
        return inner if inner.members and (inner.kind == "Quantity" or not led) else None
    return None


def _joins(unit: Unit, inner: Unit) -> bool:
    first, second = unit.members[0], inner.members[0]
    return second.quantity is not None or (bool(first.entity) and first.entity == second.entity)


_QUOTES = frozenset(("``", "''", '"', "“", "”", "‘", "’", "'", "`"))
KIND_NOUNS = words(
    "objective objectives mechanism mechanisms operator operators pipeline pipelines paradigm",
    "paradigms module modules",
    "attack attacks defense defenses policy policies format formats procedure procedures",
    "process stage phase loss losses",
    "method methods approach approaches framework frameworks model models system systems algorithm",
    "algorithms technique techniques architecture architectures scheme schemes strategy strategies",
    "baseline baselines variant variants family families series counterpart counterparts llms llm mllms",
    "vlms lms lm agents backbone backbones schedulers optimizers kernels implementations implementation",
    "gpu gpus cpu cpus dataset datasets benchmark benchmarks corpus task tasks suite suites test",
    "challenge metric metrics device devices platform platforms works engine engines library libraries",
    "tool tools solutions quantizers",
)
_GENERIC = words(
    "objectives mechanisms operators pipelines paradigms modules attacks defenses policies",
    "formats procedures variants",
    "methods approaches techniques algorithms schemes strategies frameworks systems works",
    "solutions tools schedulers optimizers kernels implementations quantizers libraries engines",
)


def mark_heads(units: Sequence[Unit]) -> None:
    """Note the class noun after a name ("MobileBERT model"); "PTQ methods" names a class, not one of it."""
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if not unit.named:
            continue
        if unit.kind == "Method" and i + 1 < len(units) and units[i + 1].generic:
            unit.generic = True
        if unit.kind == "Model" and i + 1 < len(units) and units[i + 1].text.lower() in _MADE_BY:
            unit.generic = True
        for j in range(i + 1, min(i + 4, len(units))):
            low = units[j].text.lower()
            noun = low == "approaches" and _unnamed(units, i, many=False)
            if units[j].kind != "word" or (low in finite_words() and not noun):
                break
            if low in KIND_NOUNS:
                unit.head = low
                unit.generic = unit.kind == "Method" and (
                    low in _GENERIC or _unnamed(units, i, many=low == "baselines")
                )
                break


_MADE_BY = words(
    "generated preference data annotations judge judges evaluation evaluations responses outputs"
)
"""After a model's name: what it made, not the model, is spoken of ("GPT-4 preference data")."""
_UNNAMED = words(
    "existing prior previous state-of-the-art sota leading other conventional traditional recent current"
)


_SEVERAL = words(
    "all several multiple two three four five strong strongest representative next-best competitive"
)
_LISTING = frozenset(("and", "or", ","))


def _unnamed(units: Sequence[Unit], i: int, *, many: bool) -> bool:
    """True after "the state-of-the-art", "existing": a class, although its noun is singular; of many, also
    after "three", "several"."""
    while i > 1 and (units[i - 1].text.lower() in _LISTING or units[i - 1].named):
        i -= 1
    led = {u.text.lower() for u in units[max(0, i - 2) : i]}
    return not led.isdisjoint(_UNNAMED) or (many and not led.isdisjoint(_SEVERAL))
