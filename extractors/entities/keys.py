"""When two forms are forms of one thing: same letters, whatever the case, hyphens and number."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s\-_\u2010-\u2014~]+")
_SHORT_FORMS = re.compile(r"[A-Z]s$")


def key(form: str) -> str:
    """Equal for forms that differ in case, hyphens, spaces or a plural "s".

    >>> key("Mixture-of-Experts") == key("mixture of expert"), key("GPT-4") == key("GPT4")
    (True, True)
    >>> key("LSTMs"), key("GPUs"), key("loss"), key("speed-ups"), key("analysis")
    ('lstm', 'gpu', 'loss', 'speedup', 'analysis')
    """
    flat = _SEPARATORS.sub("", form.casefold())
    if _SHORT_FORMS.search(form):
        return flat[:-1]
    if flat.endswith("ies") and len(flat) > 5:
        return flat[:-3] + "y"
    if flat.endswith("s") and not flat.endswith(("ss", "us", "is", "ops")) and len(flat) > 3:
        return flat[:-1]
    return flat
