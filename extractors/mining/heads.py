"""Head nouns: what a phrase is about is told by its last word ("GSM8K and MATH benchmarks")."""

from __future__ import annotations

from ontology.types import EntityType

KINDS: dict[EntityType, str] = {
    EntityType.MODEL: "model|llm|mllm|vlm|lvlm|lmm|lm|slm|plm|backbone|chatbot|checkpoint",
    EntityType.BENCHMARK: "benchmark|dataset|data set|test set|leaderboard|test suite|testbed|challenge",
    EntityType.DATASET: "corpus|corpora|pretraining data|pre-training data|training data|training set",
    EntityType.METHOD: (
        "method|technique|algorithm|approach|approache|framework|baseline|optimizer|architecture|library"
        "|librarie|system|strategy|strategie|toolkit|inference engine|serving engine|adapter|loss"
    ),
    EntityType.HARDWARE: "gpu|npu|tpu|fpga|accelerator|processor|chip|device|hardware|microcontroller|board",
    EntityType.TASK: "task|application|problem|subtask",
    EntityType.METRIC: "metric|measure|score|criteria|indicator",
}
"""Nouns that say of a name what kind of thing it is; singular, or the plural without its "s"."""

KIND = "|".join(KINDS.values())
"""Any of them, for use inside a regular expression."""

_BY_NOUN = {noun: kind for kind, nouns in KINDS.items() for noun in nouns.split("|")}


def kind_of(noun: str) -> EntityType:
    """The type that a noun of :data:`KINDS` gives, singular or plural, in any case.

    >>> kind_of("Benchmarks").value
    'Benchmark'
    """
    lowered = noun.lower()
    return _BY_NOUN.get(lowered) or _BY_NOUN[lowered.removesuffix("s")]


PHRASE_HEADS: dict[EntityType, str] = {
    EntityType.METHOD: (
        "attention|decoding|pruning|quantization|distillation|sampling|tuning|fine-tuning|finetuning|training"
        "|pre-training|pretraining|parallelism|learning|optimization|regularization|normalization|embedding"
        "|encoding|prompting|augmentation|merging|caching|batching|scaling|search|retrieval|unlearning|editing"
        "|alignment|adaptation|decomposition|factorization|approximation|network|transformer|autoencoder"
        "|mechanism|loss|objective|descent|gradient|experts|routing|sparsity|masking|steering|ensemble|ensembling"
        "|voting|reward|judge|feedback|optimizer|process|regression|forest|machine|tree|clustering|analysis"
        "|inference|intervention|probing|tracing|patching|attribution|attack|defense|injection|engineering"
        "|expansion|rewriting|compression|eviction|sharding|offloading|rounding|calibration|binarization"
        "|kernel|cache|tokenization|tokenizer|model|policy|thought|thoughts|reflection|refinement|correction"
    ),
    EntityType.TASK: (
        "answering|translation|summarization|generation|recognition|classification|detection|extraction"
        "|segmentation|captioning|retrieval|parsing|tagging|linking|resolution|completion|synthesis|prediction"
        "|forecasting|recommendation|reasoning|understanding|grounding|planning|navigation|modeling|inference"
        "|ranking|reranking|editing|repair|proving|verification|identification|analysis|estimation|matching"
        "|disambiguation|simplification|correction|scoring|grading|diagnosis|comprehension|discovery|tracking"
        "|localization|manipulation|driving|following|solving|use|calling|serving|compression|transcription"
    ),
    EntityType.METRIC: (
        "accuracy|latency|throughput|perplexity|speedup|footprint|usage|consumption|rate|score|cost|costs|time"
        "|speed|overhead|memory|precision|recall|correlation|error|similarity|efficiency|size|complexity|ratio"
        "|distance|coverage|parameters|flops|f1|agreement|utilization|bandwidth|emissions|requirement"
    ),
    EntityType.HARDWARE: "gpu|cpu|device|phone|accelerator|hardware|platform|board|chip|processor|core",
}
"""Last words of lower-case phrases that may be terms of the field."""

HEAD_NOUNS = frozenset(
    form for heads in PHRASE_HEADS.values() for head in heads.split("|") for form in (head, head + "s")
)
"""All of them, and their plurals."""


def phrase_types(head: str) -> tuple[EntityType, ...]:
    """The types that a phrase with this head may have."""
    singular = head.removesuffix("s")
    return tuple(t for t, heads in PHRASE_HEADS.items() if {head, singular} & set(heads.split("|")))
