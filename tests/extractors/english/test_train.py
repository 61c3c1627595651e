from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extractors.english.arcs import Arc, read_arcs
from extractors.english.corpus import DOMAIN
from extractors.english.pipeline import English
from extractors.english.scores import accuracy
from extractors.english.settings import Schedule
from extractors.english.train import train
from ontology.errors import KgError

HERE = Path(__file__).parent
PAPERS = Path(__file__).parents[4] / "shared" / "papers" / "arxiv_efficiency.jsonl"
SHORT = Schedule(steps=4, evaluate_every=4, words_first=60, words_last=60)


@pytest.fixture(scope="module")
def treebank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("treebank")
    some = "\n\n".join(DOMAIN.read_text(encoding="utf-8").split("\n\n")[:20]) + "\n\n"
    for part in ("train", "dev"):
        (folder / f"own-{part}.conllu").write_text(some, encoding="utf-8")
    return folder


def train_shortly(treebank: Path, out: Path) -> Language:
    return train(treebank, out, SHORT, treebank / "own-dev.conllu")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_runs_write_the_same_bytes(treebank: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        train_shortly(treebank, tmp_path / name)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_a_trained_model_loads_and_scores(treebank: Path, tmp_path: Path) -> None:
    network = train_shortly(treebank, tmp_path / "model")
    english = English(tmp_path / "model")
    assert len(english.parse([english.tokens("It works.")[:]])[0]) == 3
    assert accuracy(network, []).words == 0


def test_schedule_warms_up_and_falls() -> None:
    schedule = Schedule(steps=1000)
    rates = [schedule.rate(step) for step in range(1000)]
    assert max(rates) == rates[150] == schedule.learn_rate
    assert rates[0] < rates[100] < rates[150] > rates[999] > 0
    assert schedule.batch_words(0) == 300
    assert schedule.batch_words(10_000) == 1000


def test_arcs_file_names_the_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "arcs.tsv"
    path.write_text("# comment\nx\t0\tsubject:2-1\nx\t0\tsubjekt:2-1\n")
    with pytest.raises(KgError, match=r"arcs\.tsv:3.*subjekt"):
        list(read_arcs(path))
    path.write_text("x\t0\tsubject:2-1 oblique:2-4\n")
    assert list(read_arcs(path)) == [("x", 0, (Arc("subject", 2, 1), Arc("oblique", 2, 4)))]


@pytest.mark.shared
@pytest.mark.skipif(not PAPERS.is_file(), reason="needs ../shared/papers")
@pytest.mark.parametrize("name", ["arcs.tsv", "arcs_second.tsv"])
def test_arcs_written_by_hand_are_found(name: str) -> None:
    from extractors.english.arcs import check, share_found

    found, total = share_found(check(English.load(), HERE / name, PAPERS))
    assert total > 150
    assert found >= 0.88 * total
