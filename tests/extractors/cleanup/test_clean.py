"""What each kind of markup becomes."""

from __future__ import annotations

import pytest

from extractors.cleanup import clean

CASES = [
    ("percent", r"cuts cost by 16\%", "cuts cost by 16%"),
    ("lost macro after a number", "2.4times faster", "2.4x faster"),
    ("lost macro, range", "2.6-3.5times", "2.6-3.5x"),
    ("lost macro, other words stay", "sometimes 3 times, timestamps", "sometimes 3 times, timestamps"),
    ("factor in mathematics", r"$2.4\times$ faster", "2.4x faster"),
    ("factor beside mathematics", r"2.4 $\times$ faster", "2.4x faster"),
    ("factor, sign", "2.4× faster, 16×16", "2.4x faster, 16x16"),
    ("product", r"3 \times 10^5", "3 x 10^5"),
    ("product of names", r"$K\times N$", "K x N"),
    ("about, macro", r"$\sim$30\%", "~30%"),
    ("about, tilde before a number", "is ~3x faster", "is ~3x faster"),
    ("tie between words", "Table~3 and documents.~Working", "Table 3 and documents. Working"),
    ("address macro", r"see progress.\url{https://a.b/c_d/~e}.", "see progress. https://a.b/c_d/~e."),
    ("link macro", r"\href{https://a.b/c_d}{our code}", "our code"),
    ("address twice", "at https://a.b/c{https://a.b/c}.", "at https://a.b/c https://a.b/c."),
    ("font macros", r"\textbf{GPTQ} and {\em AWQ} and \texttt{a\_b}", "GPTQ and AWQ and a_b"),
    ("nested macros", r"\textbf{\textit{Q}LoRA}", "QLoRA"),
    ("colour", r"\textcolor{red}{fast}", "fast"),
    ("citation", r"BERT \cite{devlin}, and~\citep[see][p. 2]{raffel} T5", "BERT, and T5"),
    ("citation key without macro", "MiniGPT-4~zhu2023minigpt works", "MiniGPT-4 works"),
    ("unknown macro stays as a word", r"\ourMethod-trained models", "ourMethod-trained models"),
    ("exponent", r"O(n^{1.5}d) and $R^2=0.26$", "O(n^1.5d) and R^2=0.26"),
    ("lost macro in a formula does no harm", "V^topsoftmax(Kq)", "V^topsoftmax(Kq)"),
    ("mathematics in range", r"$94-100\%$ and $+9.7$", "94-100% and +9.7"),
    ("display and inline mathematics", r"\(x\) and $$y$$", "x and y"),
    ("torn decimals", "from 29. 1% to 32. 0 x, at 7. 5", "from 29.1% to 32.0 x, at 7. 5"),
    ("numbers of two sentences", "We ran 3. 12 of them failed", "We ran 3. 12 of them failed"),
    ("money stays", "costs $200, then $3/M or $15", "costs $200, then $3/M or $15"),
    ("escaped money", r"from \$5 to \$10", "from $5 to $10"),
    ("greek and relations", r"$\alpha \leq 0.5 \pm 0.1$", "α ≤ 0.5 ± 0.1"),
    ("fraction", r"$\frac{1}{2}$", "1/2"),
    ("thin space", r"33\,\% of 10\,000, a\,b", "33% of 10000, a b"),
    ("accents", r"G\"odel, G{\"u}nther, Erd\H{o}s, fran\c{c}ais", "Gödel, Günther, Erdős, français"),
    ("escaped quotation mark is no accent", r"the \"optimal\" one", 'the "optimal" one'),
    ("range dash", "1.5--2x", "1.5-2x"),
    ("dashes between clauses stay", "fast -- and---small – so — good", "fast -- and---small – so — good"),
    ("entities", "R&amp;D &lt; 5 &#177; 1, Q&A", "R&D < 5 ± 1, Q&A"),
    ("entities escaped twice", "R&amp;amp;D &amp;lt;", "R&D <"),
    ("what only looks like an entity", "from Q&A; then", "from Q&A; then"),
    ("tags", "<jats:p>CO<sub>2</sub> and <unk> a < b > c</jats:p>", "CO2 and <unk> a < b > c"),
    ("ligatures", "e\ufb03cient \ufb01ne", "efficient fine"),
    ("soft hyphen and zero width", "quan\u00adtization\u200b", "quantization"),
    ("hard space", "8\u00a0GB", "8 GB"),
    ("control characters", "a\x07b\x00c", "abc"),
    ("separate accent", "nai\u0308ve", "naïve"),
    ("curly quotes", "“one” ‘two’ ``three'' it’s", '"one" \'two\' "three" it\'s'),
    ("hyphens and minus", "4\u2010bit, \u22120.3", "4-bit, -0.3"),
    ("full width and mathematical letters", "\uff21\U0001d400", "AA"),
    ("half a surrogate pair", "a\ud800b", "a\ufffdb"),
]


@pytest.mark.parametrize(("given", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_markup(given: str, wanted: str) -> None:
    assert clean(given).text == wanted


def test_the_first_line_feed_stays_alone() -> None:
    assert clean("Title \n  One\nline\n\n  and two").text == "Title\nOne line and two"


def test_markup_never_takes_the_line_feed_between_title_and_abstract() -> None:
    assert clean("A \\cite\n{b} c").text == "A cite\nb c"
    assert clean("A $x\ny$ c").text.count("\n") == 1


def test_clean_text_is_returned_as_it_is() -> None:
    text = "GPTQ: a title\nAn abstract with 4-bit weights, 2.4x (fast)."
    cleaned = clean(text)
    assert cleaned.text is text
    assert cleaned.maps == ()


def test_offsets_point_at_the_words_not_at_the_markup_around_them() -> None:
    text = r"We propose \textbf{GPTQ}, $2.4\times$ faster"
    cleaned = clean(text)
    name, factor = cleaned.text.index("GPTQ"), cleaned.text.index("2.4x")
    assert text[slice(*cleaned.original(name, name + 4))] == "GPTQ"
    assert text[slice(*cleaned.original(factor, factor + 4))] == r"2.4\times"


def test_offsets_the_other_way() -> None:
    text = r"We propose \textbf{GPTQ}, 2.4times faster"
    cleaned = clean(text)
    assert cleaned.text[slice(*cleaned.cleaned(text.index("GPTQ"), text.index("GPTQ") + 4))] == "GPTQ"
    assert cleaned.text[slice(*cleaned.cleaned(text.index("2.4"), text.index(" faster")))] == "2.4x"
    macro = text.index("\\textbf")
    assert cleaned.cleaned(macro, macro + 3) == (11, 11), "markup became nothing"


def test_hostile_texts_take_linear_time() -> None:
    for piece in (
        "&amp;",
        "{",
        "$",
        "\\cite{",
        "\\frac{",
        "a\\",
        " ",
        "\\footnote{a{b}",
        "<p ",
        "``",
        "~a2020",
    ):
        assert clean(piece * 20_000) is not None


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("D$^2$MoE is fast", "D^2MoE", "D$^2$MoE"),
        ("LoRA-GA$^2$ is fast", "LoRA-GA^2", "LoRA-GA$^2$"),
        ("MoE$^{2}$ is fast", "MoE^2", "MoE$^{2}$"),
        (r"$\alpha$-LoRA is fast", "α-LoRA", r"$\alpha$-LoRA"),
        (r"\underline{U}nified Graph is fast", "Unified Graph", r"\underline{U}nified Graph"),
        (r"it is 2.4$\times$ faster", "2.4x", r"2.4$\times$"),
        (r"US\$ 5 and \textbf{GPTQ}", "GPTQ", "GPTQ"),
    ],
)
def test_markup_that_begins_or_ends_inside_a_name_belongs_to_it(text: str, name: str, written: str) -> None:
    cleaned = clean(text)
    at = cleaned.text.index(name)
    assert text[slice(*cleaned.original(at, at + len(name)))] == written
