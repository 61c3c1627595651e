"""The vocabularies that are shipped, and the reader of a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import KgError
from ontology.types import EntityType
from ontology.vocabulary import (
    Entry,
    combine,
    is_name,
    load_vocabularies,
    parse,
    plural,
    read,
    shipped_entries,
    shipped_files,
)

HEADER = "name\ttype\taliases\tsource\n"
CAREFUL = {"ambiguous", "formats", "generic"}
MAIN_TYPE = {
    "benchmarks": EntityType.BENCHMARK,
    "datasets": EntityType.DATASET,
    "formats": EntityType.METHOD,
    "hardware": EntityType.HARDWARE,
    "methods": EntityType.METHOD,
    "metrics": EntityType.METRIC,
    "models": EntityType.MODEL,
    "tasks": EntityType.TASK,
}


def shipped_text(name: str) -> str:
    return (Path(__file__).parents[2] / "ontology" / "vocabularies" / name).read_text(encoding="utf-8")


def own(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "own.tsv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


class TestShipped:
    def test_every_file_is_one_that_the_recogniser_knows(self) -> None:
        assert {name.removesuffix(".tsv") for name in shipped_files()} == {*MAIN_TYPE, *CAREFUL}

    @pytest.mark.parametrize("name", shipped_files())
    def test_rows_are_sorted_by_name(self, name: str) -> None:
        names = [line.split("\t")[0] for line in shipped_text(name).splitlines()[1:]]
        assert names == sorted(names, key=lambda n: (n.casefold(), n))

    @pytest.mark.parametrize("name", shipped_files())
    def test_no_cell_has_space_around_it(self, name: str) -> None:
        cells = [cell for line in shipped_text(name).splitlines() for cell in line.split("\t")]
        forms = [form for cell in cells for form in cell.split("|")]
        assert [form for form in forms if form != form.strip() or "  " in form] == []

    def test_no_form_has_two_owners(self) -> None:
        assert len(load_vocabularies().entries) == len(shipped_entries())

    @pytest.mark.parametrize(("group", "kind"), MAIN_TYPE.items())
    def test_a_file_holds_one_type(self, group: str, kind: EntityType) -> None:
        assert {entry.type for entry in shipped_entries() if entry.group == group} == {kind}

    def test_there_are_thousands(self) -> None:
        assert len(shipped_entries()) > 4000

    def test_names_that_are_ordinary_words_stand_apart(self) -> None:
        found = {name: load_vocabularies().find(name) for name in ("Falcon", "HELM", "Phi", "MINT")}
        assert {name: entry and entry.group for name, entry in found.items()} == dict.fromkeys(
            found, "ambiguous"
        )

    @pytest.mark.parametrize(
        ("form", "name", "kind"),
        [
            ("Chain of Thought", "chain-of-thought", EntityType.METHOD),
            ("CoT", "chain-of-thought", EntityType.METHOD),
            ("Massive Multitask Language Understanding", "MMLU", EntityType.BENCHMARK),
            ("MT Bench", "MT-Bench", EntityType.BENCHMARK),
            ("LLaMA2", "Llama 2", EntityType.MODEL),
            ("Post-Training Quantization", "post-training quantization", EntityType.METHOD),
            ("KV Cache Compression", "KV cache compression", EntityType.TASK),
            ("word error rate", "word error rate", EntityType.METRIC),
            ("GPUs", "GPU", EntityType.HARDWARE),
            ("INT8", "INT8", EntityType.METHOD),
        ],
    )
    def test_forms_of_one_thing_lead_to_one_entry(self, form: str, name: str, kind: EntityType) -> None:
        entry = load_vocabularies().find(form)
        assert entry is not None
        assert (entry.name, entry.type) == (name, kind)

    @pytest.mark.parametrize(
        "form", ["LLM", "LLMs", "large language model", "model", "NLP", "our method", "lora"]
    )
    def test_generic_classes_and_other_cases_are_not_held(self, form: str) -> None:
        assert load_vocabularies().find(form) is None


class TestForms:
    @pytest.mark.parametrize("form", ["LoRA", "Llama 2", "MT-Bench", "GPT-4o", "BERT-base", "Mixtral 8x7B"])
    def test_names(self, form: str) -> None:
        assert is_name(form)

    @pytest.mark.parametrize("form", ["beam search", "LLM serving", "Gaussian process", "top-5 accuracy"])
    def test_terms(self, form: str) -> None:
        assert not is_name(form)

    @pytest.mark.parametrize(
        ("form", "more"),
        [
            ("GPU", "GPUs"),
            ("adapter", "adapters"),
            ("memory", "memories"),
            ("LLaVA", "LLaVAs"),
            ("loss", None),
        ],
    )
    def test_plural(self, form: str, more: str | None) -> None:
        assert plural(form) == more

    def test_a_listed_form_goes_before_a_plural(self) -> None:
        text = HEADER + "GPT\tModel\t\tfield\nGPTs\tMethod\t\tfield\n"
        found = combine(parse(text, "x", "x")).find("GPTs")
        assert found is not None
        assert found.name == "GPTs"


class TestUsersFile:
    def test_adds(self, tmp_path: Path) -> None:
        entry = load_vocabularies([own(tmp_path, "Zorblat\tMethod\tZB\tour lab")]).find("ZB")
        assert entry == Entry("Zorblat", EntityType.METHOD, ("ZB",), "our lab", "user")

    def test_overrides_a_shipped_row(self, tmp_path: Path) -> None:
        vocabulary = load_vocabularies([own(tmp_path, "Mamba\tModel\t\tour lab")])
        assert [entry.type for entry in vocabulary.entries if "Mamba" in entry.forms] == [EntityType.MODEL]

    def test_takes_an_alias_and_leaves_the_rest(self, tmp_path: Path) -> None:
        vocabulary = load_vocabularies([own(tmp_path, "CoT\tDataset\t\tour lab")])
        short, long = vocabulary.find("CoT"), vocabulary.find("chain-of-thought")
        assert short is not None
        assert long is not None
        assert (short.type, long.type) == (EntityType.DATASET, EntityType.METHOD)

    def test_the_later_file_wins(self, tmp_path: Path) -> None:
        first = own(tmp_path, "Zorblat\tMethod\t\ta")
        second = tmp_path / "second.tsv"
        second.write_text(HEADER + "Zorblat\tModel\t\tb\n", encoding="utf-8")
        entry = load_vocabularies([first, second]).find("Zorblat")
        assert entry is not None
        assert entry.type is EntityType.MODEL

    def test_changes_the_fingerprint(self, tmp_path: Path) -> None:
        changed = load_vocabularies([own(tmp_path, "Zorblat\tMethod\t\tour lab")])
        assert changed.fingerprint != load_vocabularies().fingerprint

    def test_windows_line_ends_and_byte_order_mark(self, tmp_path: Path) -> None:
        path = tmp_path / "own.tsv"
        path.write_bytes(("\ufeff" + HEADER + "Zorblat\tMethod\t\tlab\n").replace("\n", "\r\n").encode())
        assert [entry.name for entry in read(path)] == ["Zorblat"]

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("Zorblat\tMethod\tlab", "line 2: 3 columns instead of 4"),
            ("Zorblat\tGadget\t\tlab", "line 2: unknown type 'Gadget'; allowed: Method, Model"),
            ("Zorblat\tMethod\t\t", "line 2: no source"),
            ("\tMethod\t\tlab", "line 2: a name needs a letter"),
            ("4-3\tMethod\t\tlab", "line 2: a name needs a letter"),
            ("Zorblat\tMethod\tZB||Z2\tlab", "line 2: a name needs a letter, found ''"),
            ("Zorblat\tMethod\tZorblat\tlab", "line 2: the same form twice"),
            ("Z" * 200 + "\tMethod\t\tlab", "line 2: not a name"),
            ("Zor\x1bblat\tMethod\t\tlab", "line 2: not a name"),
            (
                "Zorblat\tMethod\t\tlab\nOther\tModel\tZorblat\tlab",
                "line 3: 'Zorblat' stands in line 2 already",
            ),
        ],
    )
    def test_a_bad_line_is_named(self, tmp_path: Path, row: str, message: str) -> None:
        path = own(tmp_path, row)
        with pytest.raises(KgError) as caught:
            load_vocabularies([path])
        assert str(caught.value).startswith(str(path))
        assert message in str(caught.value)

    def test_the_header_is_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "own.tsv"
        path.write_text("Zorblat\tMethod\t\tlab\n", encoding="utf-8")
        with pytest.raises(KgError, match="line 1: the header must be name <TAB> type <TAB> aliases"):
            read(path)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(KgError, match=r"none\.tsv: cannot be read: No such file"):
            read(tmp_path / "none.tsv")

    def test_other_encodings_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "own.tsv"
        path.write_bytes(HEADER.encode() + "Zorblät\tMethod\t\tlab\n".encode("latin-1"))
        with pytest.raises(KgError, match="not UTF-8 at byte 30"):
            read(path)


def test_shipped_files_may_not_share_a_form() -> None:
    first = Entry("Zorblat", EntityType.METHOD, (), "field", "methods")
    second = Entry("ZB", EntityType.MODEL, ("Zorblat",), "field", "models")
    with pytest.raises(
        KgError, match=r"models.tsv: 'Zorblat' of 'ZB' \(Model\) already stands in methods.tsv"
    ):
        combine([first, second])
