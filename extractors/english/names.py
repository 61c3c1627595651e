"""Made-up names in the shapes that methods, models and benchmarks have."""

from __future__ import annotations

from random import Random

_STARTS = (
    "ba",
    "ka",
    "lo",
    "mi",
    "ne",
    "qua",
    "ru",
    "sa",
    "to",
    "vi",
    "zo",
    "fa",
    "gri",
    "pla",
    "sto",
    "cla",
    "bre",
    "dra",
    "lu",
    "pe",
)
_ENDS = (
    "ma",
    "ra",
    "na",
    "lin",
    "tron",
    "vex",
    "don",
    "ber",
    "nis",
    "tok",
    "lex",
    "pan",
    "mer",
    "rix",
    "tal",
    "gen",
    "net",
    "form",
    "vis",
    "cap",
)
_HEADS = (
    "Net",
    "Former",
    "Bench",
    "Prune",
    "Quant",
    "LM",
    "KV",
    "Attn",
    "Mix",
    "Cache",
    "Bert",
    "Flow",
    "Spec",
    "Eval",
    "QA",
    "GPT",
    "RAG",
    "Tune",
    "MoE",
    "Edit",
    "CLIP",
)
_SUFFIXES = (
    "Instruct",
    "Chat",
    "Base",
    "Large",
    "Tiny",
    "Mini",
    "VL",
    "Coder",
    "Turbo",
    "Pro",
    "V2",
    "v1.5",
    "XL",
)
_SIZES = ("0.5B", "1.3B", "7B", "8B", "13B", "32B", "70B", "175B", "350M")


def made_up_name(random: Random) -> str:
    """One token that no paper need hold: "Karalin-7B-Chat", "ZRT", "VexQuant", "lomiKV"."""
    return random.choice(_SHAPES)(random)


def made_up_short_form(random: Random) -> str:
    """What stands in brackets behind a long form: "LLMs", "KVQ", "SpaQ"."""
    return random.choice((_letters, _letters, _mixed))(random) + random.choice(("", "", "s"))


def _stem(random: Random) -> str:
    return (random.choice(_STARTS) + random.choice(_ENDS)).capitalize()


def _letters(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHKLMNPQRSTVXZ") for _ in range(random.randint(2, 5)))


def _versioned(random: Random) -> str:
    return f"{_stem(random)}-{random.choice(('2', '3', '3.1', '1.5', '4'))}"


def _sized(random: Random) -> str:
    base = random.choice((_stem, _versioned))(random)
    return f"{base}-{random.choice(_SIZES)}" + random.choice(("", f"-{random.choice(_SUFFIXES)}"))


def _camel(random: Random) -> str:
    return _stem(random) + random.choice(_HEADS)


def _lower_start(random: Random) -> str:
    return random.choice("vmekxn") + random.choice((_camel, _letters))(random)


def _hyphenated(random: Random) -> str:
    return f"{_letters(random)}-{random.choice(_HEADS)}"


def _numbered(random: Random) -> str:
    return f"{random.choice((_letters, _camel))(random)}{random.choice(('-', ''))}{random.randint(1, 200)}"


def _mixed(random: Random) -> str:
    letters = _letters(random)
    return letters[0] + random.choice("aeiou") + letters[1:]


_SHAPES = (
    _stem,
    _letters,
    _letters,
    _versioned,
    _sized,
    _camel,
    _camel,
    _lower_start,
    _hyphenated,
    _numbered,
    _mixed,
)
