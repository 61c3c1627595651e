"""After any sequence of adds, changes and removes a graph file says what a build from scratch says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from graph_files import build, dump, paper, remove
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extractors.readers import title_id
from ontology.errors import UsageError
from ontology.types import Paper

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Hundreds of builds: a disk would only wait for each commit."""
NAMES = ["GPTQ", "gptq", "AWQ", "Falcon", "Falcons", "Phantom", "Llama-3-8B", "Llama-3", "Llama", "LLaMA_3"]
TYPED = [f"{kind}:{name}" for kind in ("Method", "Model") for name in NAMES]
ENDS = [*TYPED, "?Zeta", "?Falcon"]
SENTENCES = st.one_of(
    st.builds("vote {} {}".format, st.sampled_from(["Zeta", "Falcon"]), st.sampled_from(["Method", "Model"])),
    st.builds("paper proposes {}".format, st.sampled_from(ENDS)),
    st.builds("{} outperforms {}".format, st.sampled_from(ENDS), st.sampled_from(ENDS)),
    st.builds("maybe {} outperforms {}".format, st.sampled_from(ENDS), st.sampled_from(ENDS)),
    st.builds("{} quantizes {}".format, st.sampled_from(ENDS), st.sampled_from(ENDS)),
    st.builds(
        "{} achieves Metric:accuracy on {} is {}".format,
        st.sampled_from(ENDS),
        st.sampled_from(["Benchmark:GSM8K", "Dataset:GSM-8K", "Benchmark:MMLU"]),
        st.sampled_from(["75.2", "75.20", "80"]),
    ),
    st.builds(
        "name Method:{} = {}".format,
        st.sampled_from(["SIFT", "GPTQ", "ZQ"]),
        st.sampled_from(
            ["scaled_instruction_fine_tuning", "sparse_feature_transform", "zero_quantum", "GPTQ"]
        ),
    ),
)
ABSTRACTS = st.lists(SENTENCES, min_size=1, max_size=4).map(" . ".join)
TITLES = ["A title", "a Title", "Another"]
STEPS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "d", None]), st.sampled_from(TITLES), st.none() | ABSTRACTS),
    min_size=1,
    max_size=9,
)
"""(own id, title, abstract): a paper comes, with or without an id of its own, or (no abstract) goes."""
Step = tuple[str | None, str, str | None]
SAID = "paper proposes Method:Falcon"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.booleans())
@example([("b", "A title", SAID), ("a", "A title", SAID)], False)
@example([("b", "A title", SAID), (None, "a Title", SAID + " . "), ("a", "A title", SAID)], True)
@example([(None, "A title", SAID), ("a", "A title", "x . "), ("a", "Another", "x . ")], True)
@example([("a", "A title", SAID), (None, "A title", SAID), ("b", "A title", SAID), ("a", "", None)], True)
def test_any_sequence_of_adds_and_removes_equals_a_build_from_scratch(
    steps: list[Step], one_by_one: bool
) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        grown, fresh = Path(folder, "grown.kg"), Path(folder, "fresh.kg")
        present: dict[str, Paper] = {}
        build(grown, [])
        for step in steps:
            _step(grown, present, *step)
            if one_by_one:
                fresh.unlink(missing_ok=True)
                build(fresh, present.values())
                assert dump(grown) == dump(fresh)
        fresh.unlink(missing_ok=True)
        build(fresh, reversed(present.values()))
        assert dump(grown) == dump(fresh)


def _step(path: Path, present: dict[str, Paper], own: str | None, title: str, abstract: str | None) -> None:
    id_ = own or title_id(title)
    if abstract is not None:
        present[id_] = paper(id_, abstract, title)
        build(path, [present[id_]], only=False)
    elif id_ in present:
        _remove(path, present, id_)


def _remove(path: Path, present: dict[str, Paper], id_: str) -> None:
    """What joined a paper goes with it, and cannot go alone."""
    of_title = [i for i, p in sorted(present.items()) if title_id(p.title) == title_id(present[id_].title)]
    own = [i for i in of_title if not i.startswith("t:")]
    if id_ not in own and own:
        with pytest.raises(UsageError, match=f"joined with '{own[0]}'"):
            remove(path, id_)
        return
    remove(path, id_)
    made = title_id(present.pop(id_).title)
    if own[:1] == [id_]:
        present.pop(made, None)
