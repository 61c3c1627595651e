"""What whole abstracts say: direction, references, numbers, how it is said, and where."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from ontology.types import Certainty, Origin, Polarity, Statement

Claims = Callable[..., set[tuple[str, str, str]]]
Extract = Callable[..., list[Statement]]


def one(statements: list[Statement], predicate: str) -> Statement:
    (found,) = [s for s in statements if s.predicate == predicate]
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "We show that GPTQ outperforms RTN.",
        "We show that RTN is outperformed by GPTQ.",
        "We show that GPTQ achieves better accuracy than RTN.",
        "We show the superiority of GPTQ over RTN.",
        "We show that RTN falls behind GPTQ.",
        "Compared to RTN, GPTQ reduces the error.",
        "We show that GPTQ keeps its accuracy, surpassing RTN.",
        "We show that GPTQ, which needs no training, beats RTN.",
    ],
)
def test_the_winner_is_the_subject(claims: Claims, sentence: str) -> None:
    found = claims(sentence, Method="GPTQ|RTN")
    assert ("GPTQ", "outperforms", "RTN") in found
    assert ("RTN", "outperforms", "GPTQ") not in found


def test_lists_are_expanded_on_both_sides(claims: Claims) -> None:
    found = claims("We find that GPTQ and AWQ outperform RTN and OBQ.", Method="GPTQ|AWQ|RTN|OBQ")
    assert {(s, o) for s, p, o in found if p == "outperforms"} == {
        ("GPTQ", "RTN"),
        ("GPTQ", "OBQ"),
        ("AWQ", "RTN"),
        ("AWQ", "OBQ"),
    }


def test_unnamed_classes_are_no_objects(claims: Claims) -> None:
    found = claims("We show that GPTQ outperforms existing PTQ methods.", Method="GPTQ|PTQ")
    assert not {p for _, p, _ in found} & {"outperforms"}


def test_members_of_a_class_belong_to_it(claims: Claims) -> None:
    found = claims("We beat quantization methods such as GPTQ and AWQ.", Method="quantization|GPTQ|AWQ")
    assert {("GPTQ", "is-a", "quantization"), ("AWQ", "is-a", "quantization")} <= found


def test_members_of_one_list_are_not_subject_and_object(claims: Claims) -> None:
    found = claims("Inspired by LoRA and PEFT, we propose Medusa, a tuner.", Method="LoRA|PEFT|Medusa")
    assert not {("LoRA", "based-on", "PEFT"), ("PEFT", "based-on", "LoRA")} & found
    assert ("Medusa", "based-on", "LoRA") in found


def test_the_model_of_a_win_does_not_hide_its_size(extract: Extract) -> None:
    text = "We show that AWQ outperforms GPTQ on LLaMA-7B by 0.19 perplexity."
    found = extract(text, Method="AWQ|GPTQ", Model="LLaMA-7B", Metric="perplexity")
    (delta,) = one(found, "outperforms").qualifiers.delta
    assert (delta.low, delta.text) == (Decimal("0.19"), "0.19")


@pytest.mark.parametrize("referring", ["our method", "it", "the proposed framework", "this approach"])
def test_references_mean_what_the_paper_proposes(claims: Claims, referring: str) -> None:
    text = f"We propose Medusa, a framework. Tests show that {referring} outperforms Eagle."
    assert ("Medusa", "outperforms", "Eagle") in claims(text, Method="Medusa|Eagle")


def test_names_behind_our_models_are_meant(claims: Claims) -> None:
    text = "We propose Medusa, a framework. We find that our models, Vega and Lyra, outperform Eagle."
    found = claims(text, Method="Medusa|Eagle", Model="Vega|Lyra")
    assert {s for s, p, o in found if (p, o) == ("outperforms", "Eagle")} == {"Vega", "Lyra"}


def test_a_question_asserts_nothing(claims: Claims) -> None:
    found = claims("We ask: does GPTQ outperform RTN?", Method="GPTQ|RTN")
    assert not {p for _, p, _ in found} & {"outperforms"}


def test_what_was_tried_on_is_not_the_winner(claims: Claims) -> None:
    text = "We propose Medusa. Experiments on a Vicuna-7B model show a 2x speedup over Eagle."
    found = claims(text, Method="Medusa|Eagle", Model="Vicuna-7B", Metric="speedup")
    assert ("Medusa", "outperforms", "Eagle") in found
    assert ("Vicuna-7B", "outperforms", "Eagle") not in found


def test_without_a_named_proposal_we_is_the_paper(claims: Claims) -> None:
    found = claims("We propose a new method. We show that our method outperforms Eagle.", Method="Eagle")
    assert ("paper", "outperforms", "Eagle") in found


def test_a_rival_is_not_what_the_method_was_put_into(claims: Claims) -> None:
    text = "We propose Medusa. On Vicuna-7B, Medusa outperforms Llama-2-7B."
    found = claims(text, Method="Medusa", Model="Vicuna-7B|Llama-2-7B")
    assert ("Medusa", "applies-to", "Vicuna-7B") in found
    assert ("Medusa", "applies-to", "Llama-2-7B") not in found


def test_a_result_is_one_statement_with_its_numbers(extract: Extract) -> None:
    text = "We propose vLLM. On ShareGPT, vLLM improves throughput by 2.4x over Orca on an A100."
    found = extract(text, Method="vLLM|Orca", Metric="throughput", Benchmark="ShareGPT", Hardware="A100")
    result = one(found, "achieves")
    (value,) = result.qualifiers.value
    assert (value.low, value.unit, value.text) == (Decimal("2.4"), "x", "2.4x")
    assert [b.entity for b in result.qualifiers.benchmark] == ["ShareGPT"]
    assert [b.entity for b in result.qualifiers.baseline] == ["Orca"]
    assert [h.entity for h in result.qualifiers.hardware] == ["A100"]


def test_the_rivals_device_is_not_the_results(extract: Extract) -> None:
    text = "We propose vLLM. On ShareGPT, vLLM improves throughput by 2.4x over a CPU only baseline."
    found = extract(text, Method="vLLM", Metric="throughput", Benchmark="ShareGPT", Hardware="CPU")
    assert not one(found, "achieves").qualifiers.hardware


def test_a_cut_loss_is_no_figure_of_what_was_lost(extract: Extract) -> None:
    text = "We propose FAQ. FAQ reduces accuracy loss by 28.5% over the baseline."
    found = extract(text, Method="FAQ", Metric="accuracy")
    assert not [s for s in found if s.predicate == "achieves"]


@pytest.mark.parametrize(
    "text",
    [
        "We propose FAQ. FAQ handles 2x more requests under a recall of 80%.",
        "We propose FAQ. FAQ is strong with a 20% sparsity ratio.",
        "We propose FAQ. FAQ leads to a strong degradation in throughput.",
        "We propose FAQ. Across models, recall drops sharply as prompts lengthen.",
        "We propose FAQ. For small models its recall is 12.1% lower compared to plain prompts.",
    ],
)
def test_a_setting_and_a_decline_are_no_results(extract: Extract, text: str) -> None:
    found = extract(text, Method="FAQ", Metric="recall|sparsity ratio|throughput")
    assert not [s for s in found if s.predicate == "achieves"]


def test_a_decline_that_is_avoided_is_one(extract: Extract) -> None:
    text = "We propose FAQ. FAQ excels in throughput without degradation in accuracy."
    found = extract(text, Method="FAQ", Metric="throughput|accuracy")
    assert "throughput" in {s.object for s in found if s.predicate == "achieves"}


def test_a_rival_is_not_what_the_result_was_measured_on(extract: Extract) -> None:
    text = "We propose vLLM. vLLM needs 62% less memory than OPT."
    result = one(extract(text, Method="vLLM", Model="OPT", Metric="memory"), "achieves")
    assert [b.entity for b in result.qualifiers.baseline] == ["OPT"]
    assert not result.qualifiers.model


def test_a_figure_has_not_the_rival_of_the_one_before(extract: Extract) -> None:
    text = "We propose vLLM. vLLM has a 2.4x higher throughput than Orca and up to 1.6x speedup on videos."
    found = extract(text, Method="vLLM|Orca", Metric="throughput|speedup")
    rivals = {s.object: [b.entity for b in s.qualifiers.baseline] for s in found if s.predicate == "achieves"}
    assert rivals == {"throughput": ["Orca"], "speedup": []}


def test_what_a_class_of_others_does_is_not_the_papers_own(claims: Claims) -> None:
    text = (
        "Recent quantization techniques (e.g., BitNet) reduce memory. Speed matters on edge devices. "
        "We introduce Gated Flow, a new architecture."
    )
    found = claims(text, Method="Gated Flow", Model="BitNet", Metric="memory", Hardware="edge devices")
    assert not {claim for claim in found if claim[0] == "Gated Flow"}


def test_before_it_is_brought_the_item_has_no_results(claims: Claims) -> None:
    text = (
        "We study caches. Improper splitting loses entries, which cuts throughput by 28%. "
        "We propose SplitKV, which doubles accuracy."
    )
    found = claims(text, Method="SplitKV", Metric="throughput|accuracy")
    assert ("SplitKV", "achieves", "throughput") not in found


def test_what_got_dearer_is_no_result(claims: Claims) -> None:
    text = "We propose Cascade. Drafts activate more weights, increasing verification time by 2-3x."
    assert not {c for c in claims(text, Method="Cascade", Metric="verification time") if c[1] == "achieves"}


def test_a_rival_is_no_subject_of_a_study(claims: Claims) -> None:
    text = "We evaluate LLaMA. With entropy, small models match or exceed the performance of GPT-4."
    found = claims(text, title="An empirical study of entropy minimization", Model="GPT-4|LLaMA")
    assert {claim for claim in found if claim[1] == "evaluates"} == {("paper", "evaluates", "LLaMA")}


def test_benchmarks_are_no_rivals(extract: Extract) -> None:
    text = "We propose FAQ. FAQ achieves a 24% speedup over seven benchmarks."
    assert not one(extract(text, Method="FAQ", Metric="speedup"), "achieves").qualifiers.baseline


def test_of_two_figures_for_each_rival_none_is_told(extract: Extract) -> None:
    text = (
        "We propose GPTQ. GPTQ has 2x and 3x less memory with 1.2% and 1.1% higher accuracy compared to "
        "RTN and OBQ, respectively."
    )
    wins = [
        s
        for s in extract(text, Method="GPTQ|RTN|OBQ", Metric="memory|accuracy")
        if s.predicate == "outperforms"
    ]
    assert all(len(s.qualifiers.delta) < 2 for s in wins)


def test_what_has_a_figure_is_not_what_is_alike(extract: Extract) -> None:
    text = (
        "We propose FAQ. FAQ can achieve comparable performances and 2.9x throughput under the same budget "
        "with RTN."
    )
    likeness = one(extract(text, Method="FAQ|RTN", Metric="throughput"), "matches")
    assert not likeness.qualifiers.metric


def test_a_figure_has_not_the_rival_of_the_one_behind(extract: Extract) -> None:
    text = "We propose vLLM. vLLM reaches throughput gains of 3.0x over half precision and 1.2x over Orca."
    result = one(extract(text, Method="vLLM|Orca", Metric="throughput"), "achieves")
    assert [v.text for v in result.qualifiers.value] == ["3.0x"]
    assert not result.qualifiers.baseline


def test_the_rivals_own_figure_has_no_rival(extract: Extract) -> None:
    text = "We propose Wanda. Wanda attains 92.4% accuracy relative to 90.1% for RTN but is faster."
    found = extract(text, Method="Wanda|RTN", Metric="accuracy")
    (rivals,) = (s for s in found if s.predicate == "achieves" and s.subject == "RTN")
    assert not rivals.qualifiers.baseline


def test_of_a_change_the_end_is_the_value(extract: Extract) -> None:
    found = extract(
        "We propose WebRL. It improves the success rate from 4.8% to 42.4%.",
        Method="WebRL",
        Metric="success rate",
    )
    result = one(found, "achieves")
    assert [v.text for v in result.qualifiers.value] == ["42.4%"]
    assert [b.text for b in result.qualifiers.baseline] == ["4.8%"]


def test_values_go_to_their_rivals_respectively(extract: Extract) -> None:
    text = "We propose GPTQ. GPTQ outperforms RTN and OBQ by 3.1% and 2.2%, respectively."
    wins = {
        s.object: s.qualifiers.delta
        for s in extract(text, Method="GPTQ|RTN|OBQ")
        if s.predicate == "outperforms"
    }
    assert {name: [d.text for d in deltas] for name, deltas in wins.items()} == {
        "RTN": ["3.1%"],
        "OBQ": ["2.2%"],
    }


@pytest.mark.parametrize(
    ("sentence", "polarity", "certainty"),
    [
        ("We find that GPTQ outperforms RTN.", Polarity.AFFIRMED, Certainty.ASSERTED),
        ("We find that GPTQ does not outperform RTN.", Polarity.NEGATED, Certainty.ASSERTED),
        ("We find that GPTQ may outperform RTN.", Polarity.AFFIRMED, Certainty.HEDGED),
        ("With GPTQ we aim to outperform RTN.", Polarity.AFFIRMED, Certainty.AIM),
    ],
)
def test_how_it_is_said_is_kept(
    extract: Extract, sentence: str, polarity: Polarity, certainty: Certainty
) -> None:
    (evidence,) = one(extract(sentence, Method="GPTQ|RTN"), "outperforms").evidence
    assert (evidence.polarity, evidence.certainty) == (polarity, certainty)


def test_what_earlier_work_found_is_reported(extract: Extract) -> None:
    text = "Prior work shows that GPTQ outperforms RTN. We propose AWQ."
    (evidence,) = one(extract(text, Method="GPTQ|RTN|AWQ"), "outperforms").evidence
    assert evidence.origin is Origin.REPORTED


def test_evidence_points_into_the_text_as_given(extract: Extract) -> None:
    text = r"We propose GPTQ. GPTQ outperforms RTN by 3.1\% on all tasks."
    statement = one(extract(text, Method="GPTQ|RTN"), "outperforms")
    (evidence,) = statement.evidence
    whole = f"An unnamed title\n{text}"
    spans = (evidence.subject_span, evidence.trigger_span, evidence.object_span)
    assert [whole[s[0] : s[1]] for s in spans if s] == ["GPTQ", "outperforms", "RTN"]
    assert whole[evidence.start : evidence.end] == r"GPTQ outperforms RTN by 3.1\% on all tasks."
    assert [d.text for d in statement.qualifiers.delta] == [r"3.1\%"]
    assert evidence.rule == "outperforms.verb"


def test_the_same_paper_gives_the_same_statements(extract: Extract) -> None:
    text = "We propose GPTQ. GPTQ outperforms RTN and OBQ on MMLU, C4 and BoolQ by 3.1%."
    runs = [extract(text, Method="GPTQ|RTN|OBQ", Benchmark="MMLU|C4|BoolQ") for _ in range(2)]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("text", ["", " ", ".", "((((", "GPTQ " * 300, "and , and , and GPTQ , , RTN"])
def test_odd_texts_do_no_harm(extract: Extract, text: str) -> None:
    assert isinstance(extract(text, Method="GPTQ|RTN"), list)


def test_evidence_shows_the_name_where_the_sentence_has_it(extract: Extract) -> None:
    text = "We propose GPTQ. With GPTQ we reach high accuracy on MMLU."
    statement = one(extract(text, Method="GPTQ", Benchmark="MMLU"), "evaluated-on")
    span = statement.evidence[0].subject_span
    assert span is not None
    assert f"An unnamed title\n{text}"[span[0] : span[1]] == "GPTQ"


def test_citations_do_not_part_a_list(claims: Claims) -> None:
    found = claims(
        "We show that GPTQ outperforms RTN [3], AWQ [4, 5] and OBQ [6].", Method="GPTQ|RTN|AWQ|OBQ"
    )
    assert {o for _, p, o in found if p == "outperforms"} == {"RTN", "AWQ", "OBQ"}


def test_a_name_behind_the_own_tells_the_origin(claims: Claims) -> None:
    found = claims("Adapters such as LoRA are cheap. We propose QA-LoRA, a tuner.", Method="LoRA|QA-LoRA")
    assert ("QA-LoRA", "based-on", "LoRA") in found
    found = claims("Many use LoRA. We propose Mixture of LoRA, a tuner.", Method="LoRA|Mixture of LoRA")
    assert not {p for _, p, _ in found} & {"based-on"}


def test_what_the_own_item_is_for_is_not_told_of_another(claims: Claims) -> None:
    text = "We propose GPTQ. In our tests GPTQ beats AWQ for machine translation."
    found = claims(text, Method="GPTQ|AWQ", Task="machine translation")
    assert {s for s, p, _ in found if p == "used-for"} == {"GPTQ"}


def test_what_a_model_was_trained_on_was_not_its_test(claims: Claims) -> None:
    text = "We propose GPTQ. For our tests we train a ResNet model on CIFAR-10."
    found = claims(text, Method="GPTQ", Model="ResNet", Benchmark="CIFAR-10")
    assert ("ResNet", "trained-on", "CIFAR-10") in found
    assert not {p for _, p, _ in found} & {"evaluated-on"}


def test_the_llm_is_the_only_model_of_a_study(claims: Claims) -> None:
    text = "How good are small models? We test GPT-4 on graphs. We find that the LLM outperforms Jaccard."
    found = claims(text, Model="GPT-4", Method="Jaccard")
    assert ("GPT-4", "outperforms", "Jaccard") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "We find that plugging GPTQ into RTN and AWQ improves perplexity by 12%.",
        "We show that GPTQ wins, with clear gains over plain RTN (e.g., +3.1% perplexity).",
        "We find that GPTQ is portable: it lowers perplexity by 12%.",
        "GPTQ, a small quantizer transformer that we train, lowers perplexity by 12%.",
    ],
)
def test_a_result_belongs_to_what_is_told_of(claims: Claims, sentence: str) -> None:
    found = claims(sentence, Method="GPTQ|RTN|AWQ|transformer", Metric="perplexity")
    assert {s for s, p, _ in found if p == "achieves"} == {"GPTQ"}


def test_our_methods_are_those_named_beside_them(claims: Claims) -> None:
    text = "We study pruning. Our methods, called GPTQ and AWQ, respectively, reach 12.1 perplexity."
    found = claims(text, Method="GPTQ|AWQ|pruning", Metric="perplexity")
    assert {s for s, p, _ in found if p == "achieves"} == {"GPTQ", "AWQ"}


def test_a_measure_of_the_level_does_nothing_itself(claims: Claims) -> None:
    text = "We present MiniCPM. This GPT-4 level model runs on an iPhone."
    found = claims(text, Model="MiniCPM|GPT-4", Hardware="iPhone")
    assert ("GPT-4", "runs-on", "iPhone") not in found


def test_what_experiments_are_run_on_shows_nothing_itself(claims: Claims) -> None:
    text = "We propose AWQ. Experiments on dense and sparse Mamba models show better perplexity."
    found = claims(text, Method="AWQ|Mamba", Metric="perplexity")
    assert ("AWQ", "achieves", "perplexity") in found
    assert ("Mamba", "achieves", "perplexity") not in found


def test_steps_that_are_counted_up_do_nothing_themselves(claims: Claims) -> None:
    text = "We propose AWQ. It has three steps: GPTQ, OBQ and RTN, reducing latency by 20%."
    found = claims(text, Method="AWQ|GPTQ|OBQ|RTN", Metric="latency")
    assert {s for s, p, _ in found if p == "achieves"} == {"AWQ"}


def test_what_the_title_begins_with_may_be_proposed_in_small_letters(claims: Claims) -> None:
    text = "This paper proposes a phase routing framework that reduces latency by 20%."
    found = claims(text, title="phase routing for servers", Method="phase routing", Metric="latency")
    assert ("paper", "proposes", "phase routing") in found
    found = claims(text, title="Faster servers by phase routing", Method="phase routing", Metric="latency")
    assert ("paper", "proposes", "phase routing") not in found


def test_a_model_named_after_the_proposal_has_results_of_its_own(claims: Claims) -> None:
    text = "We propose XYZ tuning. XYZ-32B reaches 62% accuracy. XYZ tuning makes Llama-7B faster."
    found = claims(text, Method="XYZ tuning", Model="XYZ-32B|Llama-7B", Metric="accuracy")
    assert ("XYZ-32B", "achieves", "accuracy") in found


def test_of_a_list_that_ends_in_a_class_the_named_ones_lose(claims: Claims) -> None:
    found = claims("We show that GPTQ outperforms RTN and existing PTQ methods.", Method="GPTQ|RTN|PTQ")
    assert {(s, o) for s, p, o in found if p == "outperforms"} == {("GPTQ", "RTN")}


def test_what_unnamed_things_beat_is_not_beaten_by_the_paper(claims: Claims) -> None:
    found = claims("How good are prompts? We find that one short prompt outperforms RTN.", Method="RTN")
    assert not {p for _, p, _ in found} & {"outperforms"}


def test_what_is_evaluated_is_named_between_verb_and_benchmark(claims: Claims) -> None:
    text = "How good is pruning? We evaluate Wanda on MMLU."
    found = claims(text, Method="Wanda", Benchmark="MMLU")
    assert ("Wanda", "evaluated-on", "MMLU") in found


@pytest.mark.parametrize(
    "sentence",
    ["GPTQ lifts scores over pass@1 from 0.7 to 0.8.", "Poor seeds degrade pass@1 by 3 points."],
)
def test_a_metric_compared_with_or_harmed_is_no_result(claims: Claims, sentence: str) -> None:
    found = claims("We propose GPTQ. " + sentence, Method="GPTQ", Metric="pass@1")
    assert not {p for _, p, _ in found} & {"achieves"}


def test_a_name_in_brackets_is_what_our_model_means(claims: Claims) -> None:
    text = "We propose FAQ, a pipeline. We find that our model (Vega) outperforms Eagle."
    found = claims(text, Method="FAQ|Eagle", Model="Vega")
    assert ("Vega", "outperforms", "Eagle") in found
    assert ("FAQ", "outperforms", "Eagle") not in found
