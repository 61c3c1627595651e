"""After any sequence of adds, changes and removes a graph file says what a build from scratch says."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph_files import build, dump, paper, remove
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

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
STEPS = st.lists(st.tuples(st.sampled_from("abcde"), st.none() | ABSTRACTS), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.booleans())
@example([("b", "paper proposes Method:Falcon"), ("a", "paper proposes Method:Falcon")], False)
def test_any_sequence_of_adds_and_removes_equals_a_build_from_scratch(
    steps: list[tuple[str, str | None]], one_by_one: bool
) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        grown, fresh = Path(folder, "grown.kg"), Path(folder, "fresh.kg")
        present: dict[str, Paper] = {}
        build(grown, [])
        for id_, abstract in steps:
            _step(grown, present, id_, abstract)
            if one_by_one:
                fresh.unlink(missing_ok=True)
                build(fresh, present.values())
                assert dump(grown) == dump(fresh)
        fresh.unlink(missing_ok=True)
        build(fresh, reversed(present.values()))
        assert dump(grown) == dump(fresh)


def _step(path: Path, present: dict[str, Paper], id_: str, abstract: str | None) -> None:
    if abstract is not None:
        present[id_] = paper(id_, abstract)
        build(path, [present[id_]], only=False)
    elif id_ in present:
        del present[id_]
        remove(path, id_)
