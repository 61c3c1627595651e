"""What stays whole inside a run of characters: units, version lists, optional endings, short pairs."""

from __future__ import annotations

import re
from re import Match, Pattern

OPTIONAL = r"\((?:s|es|de|re|un|non|pre|sub|semi|multi|self|co|in|meta)\)|(?<=\w)\(\)"
"""LLM(s), (de)quantized: the bracket is part of the word."""

PER = (
    r"(?:s|sec|second|min|minute|hour|h|day|W|J|mm2|mm|Hz|token|tok|image|img|query|param|sample|step|GPU|GB)"
)
"""What a rate is given per: tokens/s, TOPS/W, ms/token."""

_RATE = rf"\b(?:\w*[A-Za-z]s|\w*[Bb]|ms|J|s|OPS|TOPS|FPS|FLOPS)/{PER}\b"
_NUMBERS = r"\d[\d.,]*[A-Za-z]{0,2}(?:/[+-]?\d+(?:\.\d+)?(?:[BMKTbmkVov](?![A-Za-z]))?)+"
_VERSION = r"\d[A-Za-z]?/(?:o|V|v|mini|turbo|Turbo|Mini|Pro|Flash)\b"
_SHORT = r"(?<![\w/-])\w/\w(?!\w)"
_FIXED = r"\b(?:and/or|TCP/IP|his/her|he/she|w/)"
_OWNER = (
    r"^(?:meta-llama|facebook|google|microsoft|mistralai|Qwen|bigscience|EleutherAI|deepseek-ai|openai|tiiuae"
    r"|stabilityai|allenai|nvidia|huggingface|bigcode|THUDM|01-ai)/[\w.-]+"
)

PROTECTED: Pattern[str] = re.compile("|".join((OPTIONAL, _RATE, _NUMBERS, _VERSION, _SHORT, _FIXED, _OWNER)))

SENTENCE_OPENERS = (
    "A|All|Although|An|As|At|Based|Besides|By|Code|Compared|Despite|Due|Existing|Experimental|Experiments|Extensive"
    "|Finally|First|For|From|Further|Furthermore|However|Importantly|In|Inspired|Instead|It|Its|Moreover|Most|Many"
    "|Notably|On|Our|Recent|Recently|Results|Second|Since|Specifically|Such|The|Then|Therefore|These|They|This"
    "|Through|Thus|To|Unlike|Using|We|When|While|With"
)
"""Words that open a sentence: "accuracy.We" lacks a space, "llama.cpp" does not."""

GLUED_DOT = rf"(?<=[a-z)\]%\d])\.(?=(?:{SENTENCE_OPENERS})(?![\w.]))"

_SEPARATOR: Pattern[str] = re.compile(
    "|".join(
        (
            r"\.{2,}|…|—|--+|->|[→⇒=\"“”;!?()\[\]{}/|]",
            r"(?<=\D),|,(?=\D)",
            r"(?<=[A-Za-z]):(?=[A-Za-z])",
            r"(?<=\w)\+(?=[A-Za-z])",
            r"(?<=\d[x×])(?=[A-Z])",
            GLUED_DOT,
        )
    )
)


def separators(run: str) -> list[Match[str]]:
    """Where a run without white space comes apart: spaCy's ``infix_finditer``."""
    found = list(_SEPARATOR.finditer(run))
    if not found:
        return found
    whole = [match.span() for match in PROTECTED.finditer(run)]
    return [match for match in found if not any(start <= match.start() < end for start, end in whole)]
