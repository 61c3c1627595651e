"""Names become nodes: keys, curated tables, abbreviations, homonyms, families."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_files import build, paper

from kg.assemble.local import without_markup
from kg.resolve.abbreviations import decide, pairs
from kg.resolve.cluster import best_name
from kg.resolve.family import ancestors
from kg.resolve.keys import key
from kg.resolve.names import load_names
from kg.resolve.tables import aliases, apart
from kg.store import Store
from ontology.types import EntityType

MODEL, METHOD, HARDWARE, BENCHMARK = (
    EntityType.MODEL,
    EntityType.METHOD,
    EntityType.HARDWARE,
    EntityType.BENCHMARK,
)

SAME = [
    ("LLaMA", "Llama", MODEL),
    ("Llama-3", "Llama 3", MODEL),
    ("LLaMA-2-7B", "Llama2-7B", MODEL),
    ("7B Llama-2", "Llama-2-7B", MODEL),
    ("Qwen-2.5", "Qwen2.5", MODEL),
    ("fine-tuning", "finetuning", METHOD),
    ("quantisation", "quantization", METHOD),
    ("state space model", "state space models", METHOD),
    ("convolutional neural networks", "Convolutional Neural Network", METHOD),
    ("A100", "NVIDIA A100 GPUs", HARDWARE),
    ("GSM8K", "GSM-8K dataset", BENCHMARK),
]
DIFFERENT = [
    ("Llama-2-7B", "Llama-27B", MODEL),
    ("GPT-3.5", "GPT-35", MODEL),
    ("Llama-3-8B", "Llama-3-70B", MODEL),
    ("β-VAE", "VAE", METHOD),
    ("A*", "A", METHOD),
    ("MBPP", "MBPP+", BENCHMARK),
    ("48GB GPU", "24GB GPU", HARDWARE),
]


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_spellings_of_one_thing_have_one_key(one: str, other: str, kind: EntityType) -> None:
    assert key(one, kind) == key(other, kind)


@pytest.mark.parametrize(("one", "other", "kind"), DIFFERENT)
def test_different_things_keep_different_keys(one: str, other: str, kind: EntityType) -> None:
    assert key(one, kind) != key(other, kind)


def test_the_curated_tables_have_reasons_and_hold() -> None:
    names = load_names([])
    for row in aliases():
        kind = row.kind or METHOD
        assert names.root(kind, row.alias) == names.root(kind, row.name), row
        assert row.reason


@pytest.mark.parametrize("pair", apart(), ids=lambda p: f"{p.one}-{p.other}")
def test_forbidden_merges_never_happen(pair, graph: Path) -> None:
    forms = (pair.one.replace(" ", "_"), pair.other.replace(" ", "_"))
    said = f"name Model:{forms[0]} . name Model:{forms[1]}"
    build(graph, [paper("a", said), paper("b", said), paper("c", f"name Model:{forms[0]} = {forms[1]}")])
    with Store(graph) as store:
        nodes = {e.id for e in store.entities() if {e.name, *e.aliases} & {pair.one, pair.other}}
        assert len(nodes) >= 2, pair.reason


def test_a_short_form_is_merged_where_papers_agree(graph: Path) -> None:
    long = "quasi_random_weight_rounding"
    build(graph, [paper("a", f"name Method:QRWR = {long}"), paper("b", "Method:QRWR quantizes Model:Llama")])
    with Store(graph) as store:
        (found,) = store.find("QRWR")
        assert found == store.find("quasi-random weight rounding")[0]
        assert store.papers_of(found.id) == ["a", "b"]


def test_a_short_form_with_two_expansions_stays_apart(graph: Path) -> None:
    build(
        graph,
        [
            paper("a", "name Method:SIFT = scale_invariant_feature_transform"),
            paper("b", "name Method:SIFT = supervised_instruction_fine_tuning"),
            paper("c", "Method:SIFT quantizes Model:Llama"),
        ],
    )
    with Store(graph) as store:
        assert store.papers_of(store.find("scale-invariant feature transform")[0].id) == ["a"]
        assert store.papers_of(store.find("supervised instruction fine tuning")[0].id) == ["b"]
        assert store.papers_of("method/sift") == ["c"]


def test_a_paper_s_own_expansion_goes_before_the_usual_one(graph: Path) -> None:
    build(
        graph, [paper("a", "name Method:DPO = dense_prompt_ordering"), paper("b", "Method:DPO uses Method:X")]
    )
    with Store(graph) as store:
        assert store.papers_of(store.find("dense prompt ordering")[0].id) == ["a"]
        assert store.papers_of(store.find("direct preference optimization")[0].id) == ["b"]


def test_a_generic_word_is_no_name_of_a_thing_that_has_one(graph: Path) -> None:
    build(graph, [paper("a", "name Model:Llama-2-7B = LM"), paper("b", "name Model:LM = language_model")])
    with Store(graph) as store:
        assert store.entity("model/llama-2-7b").aliases == ()
        assert [e.id for e in store.find("LM")] == ["model/language-model"]


def test_the_name_of_another_known_thing_is_no_alias(graph: Path) -> None:
    build(
        graph, [paper("a", "name Model:GPT-4o = GPT-4_Turbo = gpt4o"), paper("b", "name Model:GPT-4_Turbo")]
    )
    with Store(graph) as store:
        assert store.entity("model/gpt-4o").aliases == ("gpt4o",)
        assert [e.id for e in store.find("GPT-4 Turbo")] == ["model/gpt-4-turbo"]


def test_votes_for_an_expansion() -> None:
    assert pairs(["gptq", "generativequantization"]) == [("gptq", "generativequantization")]
    assert pairs(["llama3", "llama3-8b"]) == []
    assert decide("sift", {"scaleinvariantfeaturetransform": 1}) == "scaleinvariantfeaturetransform"
    assert decide("sift", {"deepfeature": 1}) is None
    assert decide("sift", {"deepfeature": 2}) == "deepfeature"
    assert decide("sift", {"scaleinvariantfeature": 1, "deepfeature": 1}) is None


def test_falcon_the_model_and_falcon_the_decoder_are_two_nodes(graph: Path) -> None:
    uses = [paper(f"u{i}", "Model:Falcon evaluated-on Benchmark:MMLU") for i in range(9)]
    build(graph, [*uses, paper("d", "paper proposes Method:Falcon . Method:Falcon uses Method:attention")])
    with Store(graph) as store:
        assert [e.id for e in store.find("Falcon")] == ["model/falcon", "method/falcon"]
        assert store.papers_of("method/falcon") == ["d"]


def test_a_rare_type_that_nobody_proposes_gives_way(graph: Path) -> None:
    uses = [paper(f"u{i}", "Model:Zephyrus evaluated-on Benchmark:MMLU") for i in range(5)]
    build(graph, [*uses, paper("x", "Method:Zephyrus evaluated-on Benchmark:MMLU")])
    with Store(graph) as store:
        assert [e.id for e in store.find("Zephyrus")] == ["model/zephyrus"]


def test_what_is_stated_decides_against_a_type_that_does_not_fit(graph: Path) -> None:
    uses = [paper(f"u{i}", "Model:Zephyrus evaluated-on Benchmark:MMLU") for i in range(5)]
    build(graph, [*uses, paper("x", "Method:GPTQ uses Method:Zephyrus")])
    with Store(graph) as store:
        assert {e.id for e in store.find("Zephyrus")} == {"model/zephyrus", "method/zephyrus"}


def test_two_papers_that_propose_one_unknown_name_have_a_node_each(graph: Path) -> None:
    build(
        graph,
        [
            paper("one", "paper proposes Method:Phantomia"),
            paper("two", "paper proposes Method:Phantomia"),
            paper("use", "Method:Phantomia quantizes Model:Llama"),
        ],
    )
    with Store(graph) as store:
        by_paper = {tuple(store.papers_of(e.id)): e.id for e in store.find("Phantomia")}
        assert by_paper[("use",)] == "method/phantomia"
        assert by_paper[("one",)].startswith("method/phantomia~")
        assert by_paper[("one",)] != by_paper[("two",)]


def test_a_known_name_is_one_thing_whoever_claims_it(graph: Path) -> None:
    build(graph, [paper("one", "paper proposes Method:LoRA"), paper("two", "paper proposes Method:LoRA")])
    with Store(graph) as store:
        assert [e.id for e in store.find("LoRA", METHOD)] == ["method/lora"]


def test_a_benchmark_used_as_data_set_is_one_node(graph: Path) -> None:
    build(
        graph,
        [
            paper("a", "Model:Llama trained-on Dataset:GSM8K"),
            paper("b", "Model:Llama evaluated-on Benchmark:GSM8K"),
        ],
    )
    with Store(graph) as store:
        assert [e.id for e in store.find("GSM8K")] == ["benchmark/gsm8k"]


def test_the_name_is_the_form_of_most_papers_and_never_a_matter_of_order() -> None:
    assert best_name({"Llama": 2, "LLaMA": 3}) == "LLaMA"
    assert best_name({"lora": 2, "LoRA": 2}) == "LoRA"
    assert best_name({"GPUs": 5, "GPU": 4}) == "GPU"
    assert best_name(dict(reversed({"Ab": 1, "aB": 1}.items()))) == best_name({"Ab": 1, "aB": 1})


def test_a_member_is_a_variant_of_its_nearest_family(graph: Path) -> None:
    named = ["Llama-3-8B", "Llama-3", "Llama", "LLaVA-13B", "LLaVA"]
    said = " . ".join(f"name Model:{name}" for name in named)
    build(graph, [paper("a", said)])
    with Store(graph) as store:
        links = {(s.subject, s.object) for s in store.statements(predicate="variant-of")}
        assert links == {
            ("model/llama-3-8b", "model/llama-3"),
            ("model/llama-3", "model/llama"),
            ("model/llava-13b", "model/llava"),
        }
        assert all(s.derived and not s.evidence for s in store.statements(predicate="variant-of"))
        assert store.members("model/llama") == ["model/llama-3", "model/llama-3-8b"]
        assert [step.node for step in store.lineage("model/llama-3-8b")] == ["model/llama-3", "model/llama"]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Mixtral-8x7B-Instruct", MODEL, ["mixtral8x7b", "mixtral"]),
        ("GPT-4o", MODEL, ["gpt"]),
        ("Qwen2.5-Coder-32B", MODEL, ["qwen2.5coder", "qwen2.5", "qwen2", "qwen"]),
        ("WikiText-2", BENCHMARK, ["wikitext"]),
        ("FlashAttention-2", METHOD, ["flashattention"]),
        ("LLaMA-Adapter", MODEL, []),
        ("Llama-1/2/3", MODEL, ["llama"]),
        ("LLaMA 7B/13B", MODEL, ["llama"]),
        ("T5", MODEL, []),
        ("accuracy", EntityType.METRIC, []),
    ],
)
def test_ancestors_by_name(name: str, kind: EntityType, expected: list[str]) -> None:
    assert ancestors(name, kind) == expected


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (r"\textbf{P}aged \textbf{K}V", "Paged KV"),
        ("D$^2$MoE", "D^2MoE"),
        ("GPTQ", "GPTQ"),
        ("$$", "$$"),
    ],
)
def test_a_name_has_no_markup(form: str, name: str) -> None:
    assert without_markup(form) == name
