"""The tokenizer: names, numbers with their unit and hyphenated runs stay whole, punctuation comes off.

``Llama-3.1-8B-Instruct``, ``GPT-4V/o``, ``W4A8``, ``4-bit``, ``2.91x``, ``30\\%``, ``pre-training``, ``w/o``,
``i.e.`` and URLs are one token each; "CPU/GPU" is three. The stock rules for unit suffixes and
emoticons are not used.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

from extractors.english.protected import OPTIONAL, separators

_ABBREVIATIONS: Final = (
    (
        "al.",
        "approx.",
        "cf.",
        "eqs.",
        "eq.",
        "etc.",
        "figs.",
        "fig.",
        "refs.",
        "resp.",
        "viz.",
        "vs.",
        "wrt.",
    ),
    ("Co.", "Corp.", "Dept.", "Dr.", "Ed.", "Eds.", "Eq.", "Eqs.", "Fig.", "Figs.", "Inc.", "Jr.", "Ltd."),
    ("Mr.", "Mrs.", "Ms.", "No.", "Nos.", "Prof.", "Ref.", "Refs.", "Sec.", "Sect.", "Sr.", "St.", "Tab."),
    ("Univ.", "Vol.", "Vs.", "Cf.", "Approx."),
)
"""Abbreviations that keep their dot; "e.g." is told by its shape, and "12 ms." is none."""

_DOTTED = r"(?:[A-Za-z]\.){2,}"
_URL = r"(?:https?://|www\.)[^\s<>\"“”]*[\w/#=&]|[\w.+-]+@[\w-]+\.[\w.-]*\w"
_SITE = r"(?:github|gitlab|huggingface|hf|arxiv|doi)\.(?:com|co|org|io|ai)/[^\s<>\"“”]*[\w/#=&]"
_FUNCTION = r"[A-Za-z]\([^()\s]{1,12}\)"
_ENUMERATOR = r"\((?:\d{1,2}|[ivx]{1,4}|[a-h])\)"
_WHOLE = re.compile(rf"(?:{_URL}|{_SITE}|{_DOTTED}|{_FUNCTION}|{_ENUMERATOR}|\.\.\.+)$")

_OPENING = re.compile(
    "|".join(
        (
            rf"(?!{OPTIONAL}[\w-])(?!{_ENUMERATOR}(?!\w))\(",
            r"[\[{\"'“”‘’«»…,:;?!`|)\]}]",
            r"\.{2,}|—|--+|–(?!\d)",
            r"[$€£¥~≈∼<>≤≥=±](?=[\w.$\\-])",
            r"\*+(?=\w)",
        )
    )
)
_CLOSING = re.compile(
    "|".join(
        (
            r"(?<!\(s)(?<!\(es)(?<!\w\()\)$",
            r"[\]}\"'“”‘’«»…,:;?!`|\[{]$",
            r"['’](?:s|S|re|ve|ll|m|d|RE|VE|LL|M|D)$",
            r"(?<=[A-Za-z])n['’]t$",
            r"\.{2,}$|—$|--+$|\.$|(?<=[a-z][a-z][a-z])\*+$|\*\*+$|(?<=.)\$$",
        )
    )
)


def build_tokenizer(vocab: Vocab) -> Tokenizer:
    """The tokenizer over the words of ``vocab``."""
    return Tokenizer(
        vocab,
        rules=_exceptions(),
        prefix_search=_OPENING.match,
        suffix_search=_CLOSING.search,
        infix_finditer=separators,
        token_match=_WHOLE.match,
    )


def _exceptions() -> dict[str, list[dict[int | str, str]]]:
    whole: dict[str, list[dict[int | str, str]]] = {
        form: [{"ORTH": form}] for row in _ABBREVIATIONS for form in row
    }
    split: dict[str, list[dict[int | str, str]]] = {
        form: [{"ORTH": form[:3]}, {"ORTH": form[3:]}] for form in ("cannot", "Cannot")
    }
    return whole | split
