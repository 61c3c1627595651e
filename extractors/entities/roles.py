"""Which of the names that were found are used as entities where they stand.

Metrics count where the text reports or compares a result by them; bare words ("reasoning", "fine-tuning")
where a list, a noun or a contrast makes them names; number formats where they are what is talked about; a
word that only says the kind ("A100 GPU") not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.entities.keys import key
from extractors.entities.metrics import own_sentence
from extractors.entities.rules import OpenRules, RoleRules, read
from extractors.entities.spans import Found
from extractors.entities.words import Words
from ontology.types import EntityType

_CONTRAST = re.compile(
    r"(?:out-?performs?|surpass(?:es)?|than|over|versus|vs\.?|unlike|instead of|alternatives? to|"
    r"compared (?:to|with)|beats?|exceeds?) "
    r"(?:the )?(?:full |standard |traditional |conventional |direct |supervised )?$"
)
_NEVER_LISTED = frozenset(["training", "inference", "pre", "pretraining", "post", "fine", "finetuning"])
_DETERMINERS = frozenset(
    ["the", "a", "an", "our", "its", "their", "each", "all", "these", "those", "this", "any", "both"]
)
_TASK_NOUNS = frozenset(["task", "tasks", "dataset", "datasets", "benchmark", "benchmarks"])
_ABILITIES = frozenset(["ability", "abilities", "capability", "capabilities", "skill", "skills"])
_METHOD_NOUNS = frozenset(
    [
        "method",
        "methods",
        "technique",
        "techniques",
        "approach",
        "approaches",
        "algorithm",
        "algorithms",
        "strategy",
        "strategies",
        "framework",
        "mechanism",
        "paradigm",
        "scheme",
        "objective",
        "baseline",
        "baselines",
    ]
)
_FORMATS = frozenset({"format", "formats", "datatype", "datatypes", "representation"})
_VERBAL = frozenset({"pruning", "quantizing", "distilling"})
_KINDS = frozenset(["gpu", "gpus", "cpu", "cpus", "tpu", "tpus", "npu", "npus", "fpga", "fpgas"])


@dataclass(frozen=True, slots=True)
class Roles:
    """The rules of use.

    Attributes:
        weak_tasks: keys of tasks that are also plain abilities.
        weak_methods: keys of techniques that are also plain descriptions.
        task_front: words in front that are no part of a task's name.
        never_hardware: keys of kinds that say nothing of a device.
        plain: words in front of a bare word that leave it bare ("complex reasoning").
    """

    weak_tasks: frozenset[str]
    weak_methods: frozenset[str]
    task_front: frozenset[str]
    never_hardware: frozenset[str]
    plain: frozenset[str]

    def trim(self, words: Words, item: Found) -> Found:
        """A task without "complex" and the like in front."""
        if item.last - item.first > 1 and words.low[item.first] in self.task_front:
            return item._replace(first=item.first + 1, key="")
        return item

    def keep(self, words: Words, found: list[Found]) -> list[Found]:
        """Those whose use makes them entities, in order."""
        linked = _linked(words, found)
        kept = [item for index, item in enumerate(found) if self._used(words, found, index, linked)]
        own, times = own_sentence(words), Counter(item.key for item in kept)
        return [
            item
            for index, item in enumerate(kept)
            if times[item.key] > 1 or not _in_passing(words, kept, index, own)
        ]

    def _used(self, words: Words, found: list[Found], index: int, linked: list[set[int]]) -> bool:
        item = found[index]
        if item.rule == "vocabulary:generic":
            return self._generic_used(words, found, item, linked[index])
        if item.rule == "vocabulary:formats":
            return self._format_used(words, found, item)
        if item.rule == "vocabulary:ambiguous":
            return False
        match item.type:
            case EntityType.TASK:
                weak = item.rule == "open-weak" or key(words.slice(item.first, item.last)) in self.weak_tasks
                return not weak or self._task_used(words, found, item, linked[index])
            case EntityType.METHOD:
                return self._method_used(words, found, index, linked[index])
            case EntityType.HARDWARE:
                return self._hardware_used(words, found, index)
            case EntityType.METRIC:
                return not words.slice(item.first, item.last).lower().endswith("-time")
            case _:
                return True

    def _format_used(self, words: Words, found: list[Found], item: Found) -> bool:
        """A number format counts where formats are the matter: in the title, by name, or compared."""
        formats = {other.key for other in found if other.rule == "vocabulary:formats"}
        return words.sentence[item.first] == 0 or _follows(words, item) in _FORMATS or len(formats) > 2

    def _method_used(self, words: Words, found: list[Found], index: int, mates: set[int]) -> bool:
        item = found[index]
        if item.rule == "phrase":
            return self._technique_used(words, found, index, mates)
        if item.key in self.weak_methods:
            return any(found[i].type is EntityType.METHOD for i in mates)
        if words.slice(item.first, item.last).lower() in _VERBAL:
            adverb = item.first > 0 and words.low[item.first - 1].endswith("ly")
            return not adverb and _follows(words, item) not in _DETERMINERS
        return True

    def _hardware_used(self, words: Words, found: list[Found], index: int) -> bool:
        """Not a kind that says nothing, and not the kind behind a device ("A100 GPUs")."""
        item = found[index]
        if item.key in self.never_hardware:
            return False
        if words.slice(item.first, item.last).lower() not in _KINDS or index == 0:
            return True
        before = found[index - 1]
        return not (before.last == item.first and before.type is item.type)

    def _technique_used(self, words: Words, found: list[Found], index: int, mates: set[int]) -> bool:
        """A technique that no vocabulary holds: named in a list, as a method, in capitals, or again."""
        item = found[index]
        if any(found[i].type is EntityType.METHOD for i in mates) or _follows(words, item) in _METHOD_NOUNS:
            return True
        capital = words.form[item.last - 1][0].isupper() and words.sentence[item.first] > 0
        return (
            capital
            or ":" in words.slice(item.first, item.last)
            or sum(other.key == item.key for other in found) > 1
        )

    def _task_used(self, words: Words, found: list[Found], item: Found, mates: set[int]) -> bool:
        if item.rule == "open-weak" and words.sentence[item.first] == 0:
            return False
        return _follows(words, item) in _TASK_NOUNS or any(
            found[i].type is EntityType.TASK and found[i].rule not in ("open-weak", "vocabulary:generic")
            for i in mates
        )

    def _generic_used(self, words: Words, found: list[Found], item: Found, mates: set[int]) -> bool:
        if item.type is EntityType.METRIC:
            return words.low[item.first] not in ("sparsity", "efficiency", "reward", "regret")
        if _follows(words, item) in _DETERMINERS or not self._bare(words, item):
            return False
        if item.type is EntityType.TASK and _follows(words, item) in _TASK_NOUNS:
            return True
        others = [found[i] for i in mates if not found[i].rule.startswith("context")]
        if any(_follows(words, o) in _ABILITIES for o in (item, *others)):
            return False
        if words.low[item.first] in _NEVER_LISTED:
            others = []
        if any(o.type is item.type and o.rule != "vocabulary:generic" for o in others):
            return True
        if item.type is EntityType.TASK:
            return len(others) >= 2
        before = words.text[max(0, words.start[item.first] - 60) : words.start[item.first]]
        if words.low[item.first] in ("few", "zero", "one"):
            return False
        return _CONTRAST.search(before) is not None or self._means(words, item, before)

    def _bare(self, words: Words, item: Found) -> bool:
        """No noun in front makes it the head of another term ("structured generation")."""
        before = item.first - 1
        if before < 0 or words.gap[item.first] != " " or words.sentence[before] != words.sentence[item.first]:
            return True
        return words.low[before] in self.plain or not words.low[before].isalpha()

    def _means(self, words: Words, item: Found, before: str) -> bool:
        """ "extended through fine-tuning": a means, if nothing follows that is fine-tuned."""
        behind = words.text[words.end[item.last - 1] :][:4]
        closed = behind[:1] in ",.;)" or behind.startswith((" or ", " and"))
        return closed and "tuning" in words.low[item.last - 1] and before.endswith(("through ", "via "))


def _in_passing(words: Words, found: list[Found], index: int, own: int) -> bool:
    """A task named once, outside of title and lists, with no word that makes it what the text is about."""
    item = found[index]
    if (
        item.type is not EntityType.TASK
        or words.sentence[item.first] == 0
        or words.low[item.last - 1] == "compression"
    ):
        return False
    if _near_task(words, found, index) or _TASK_NEAR.match(words.text, words.end[item.last - 1]):
        return False
    start, listed = words.start[item.first], item.rule.startswith("vocabulary")
    told = words.sentence[item.first] >= own
    if _GOVERNED.search(words.text[max(0, start - 60) : start]):
        return not (listed or told)
    return not (listed and told)


def _near_task(words: Words, found: list[Found], index: int) -> bool:
    tasks = [found[at] for at in (index - 1, index, index + 1) if 0 <= at < len(found)]
    return any(
        a.type is b.type is EntityType.TASK and words.start[b.first] - words.end[a.last - 1] < _NEAR
        for a, b in pairwise(tasks)
    )


_NEAR = 25
"""Characters between members of a loose list of tasks."""
_TASK_NEAR = re.compile(r"[a-z ,-]{0,30}\b(?:tasks?|benchmarks?|datasets?|applications)\b")
_GOVERNED = re.compile(r"\b(?:for|on|in|such as|including|to|of|like|across|as|e\.g\.,) (?:[a-z-]+ )?$")


def _follows(words: Words, item: Found) -> str:
    """The word right behind a name, or nothing."""
    return words.low[item.last] if item.last < len(words) and words.gap[item.last] == " " else ""


def load_roles() -> Roles:
    """Read ``roles.toml``."""
    rules, plain = read("roles", RoleRules), read("open", OpenRules).words
    return Roles(
        weak_tasks=_keys(rules.task.weak),
        weak_methods=_keys(rules.method.weak),
        task_front=frozenset(rules.task.front),
        never_hardware=_keys(rules.hardware.never),
        plain=frozenset(plain.function) | frozenset(plain.description),
    )


def _keys(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(key(form) for form in forms)


def _linked(words: Words, found: list[Found]) -> list[set[int]]:
    """For each name, the other members of the list that it stands in."""
    linked: list[set[int]] = [set() for _ in found]
    for run, sure in _runs(words, found):
        if sure:
            for index in run:
                linked[index] = set(run) - {index}
    return linked


def _runs(words: Words, found: list[Found]) -> Iterator[tuple[list[int], bool]]:
    """Runs of names that a list joins, and whether they are surely one: three, or two with "and"."""
    run: list[int] = []
    closed = False
    for index, item in enumerate(found):
        if run:
            between = words.text[words.end[found[run[-1]].last - 1] : words.start[item.first]]
            if closed or len(between) > 15 or _SEPARATOR.fullmatch(between) is None:
                yield run, closed or len(run) > 2
                run, closed = [], False
            else:
                closed = between[-4:] in ("and ", " or ") or between in ("/", " & ")
        run.append(index)
    if run:
        yield run, closed or len(run) > 2


_SEPARATOR = re.compile(r"(?: ?\([^()]{1,12}\))?(?:,? (?:and|or|as well as) |, |/| & )")
