"""What LaTeX macros of titles and abstracts stand for in plain text."""

from __future__ import annotations

_GREEK = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi
chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varepsilon varphi vartheta varrho
varsigma varpi
"""
GREEK = dict(zip(_GREEK.split(), "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩεφθρςπ", strict=True))

SYMBOLS = {
    **GREEK,
    "sim": "~",
    "approx": "~",
    "simeq": "~",
    "pm": "±",
    "mp": "∓",
    "leq": "≤",
    "le": "≤",
    "leqslant": "≤",
    "geq": "≥",
    "ge": "≥",
    "geqslant": "≥",
    "neq": "≠",
    "ne": "≠",
    "ll": "<<",
    "gg": ">>",
    "lt": "<",
    "gt": ">",
    "to": "→",
    "rightarrow": "→",
    "Rightarrow": "⇒",
    "leftarrow": "←",
    "leftrightarrow": "↔",
    "uparrow": "↑",
    "downarrow": "↓",
    "infty": "∞",
    "circ": "°",
    "degree": "°",
    "cdot": "·",
    "ast": "*",
    "star": "*",
    "in": "∈",
    "cup": "∪",
    "cap": "∩",
    "subseteq": "⊆",
    "subset": "⊂",
    "propto": "∝",
    "partial": "∂",
    "nabla": "∇",
    "sum": "∑",
    "sqrt": "√",
    "ell": "l",
    "ldots": "...",
    "dots": "...",
    "cdots": "...",
    "textellipsis": "...",
    "textendash": "–",
    "textemdash": "—",
    "textasciitilde": "~",
    "textdollar": "$",
    "textpercent": "%",
    "textquotesingle": "'",
    "textbar": "|",
    "textgreater": ">",
    "textless": "<",
    "textregistered": "",
    "texttrademark": "",
    "copyright": "",
    "eg": "e.g.",
    "ie": "i.e.",
    "etal": "et al.",
    "etc": "etc.",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "i",
    "j": "j",
    "mid": "|",
    "percent": "%",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "par": " ",
    "item": " ",
    "textsuperscript": "^",
    "textsubscript": "_",
}

_SWITCHES = """
bf it em rm tt sc sf sl bfseries itshape ttfamily scshape sffamily rmfamily upshape mdseries normalfont
large Large LARGE huge Huge small footnotesize scriptsize tiny normalsize left right big Big bigg Bigg bigl
bigr Bigl Bigr displaystyle textstyle scriptstyle noindent xspace centering protect relax limits nolimits
nonumber
"""
SWITCHES = frozenset(_SWITCHES.split())
"""Macros that change how text looks and say nothing."""

_WRAPPERS = """
text textbf textit emph texttt textsc textsf textrm textmd textup textsl textnormal underline uline mathbf
mathbb mathcal mathrm mathit mathsf mathtt mathfrak mathscr boldsymbol bm pmb operatorname mbox hbox fbox
hat bar tilde widetilde widehat vec overline dot ddot ensuremath num unit SI si textquote enquote lowercase
uppercase MakeUppercase ul hl title textulc
"""
WRAPPERS = frozenset(_WRAPPERS.split())
"""Macros whose argument is the text."""

DROPPED = (
    "(?:no)?cite[a-zA-Z]*|label|(?:auto|eq|page|name|c|C)?ref|footnote(?:mark|text)?|thanks|[vh]space"
    "|includegraphics|todo|vskip|hskip|index|thispagestyle|pagestyle|input|bibliography[a-z]*"
)
"""Macros that go with their argument (a regular expression)."""

ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "u": "\u0306",
    "r": "\u030a",
    "k": "\u0328",
}
"""LaTeX accent to the combining character."""
