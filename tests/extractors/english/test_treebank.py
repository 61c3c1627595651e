from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from extractors.english import English
from extractors.english.augment import augment
from extractors.english.conllu import Sentence, Word, read_treebank
from extractors.english.corpus import DOMAIN, gold_doc, load
from extractors.english.merging import retokenize, text_of
from extractors.english.reshape import reshape
from ontology.errors import KgError

SAMPLE = """\
# newdoc id = GUM_academic_sample
# text = We don't use a two-stage model (30%).
1	We	we	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	use	use	VERB	VB	_	0	root	_	_
5	a	a	DET	DT	_	9	det	_	_
6	two	two	NUM	CD	_	8	nummod	_	SpaceAfter=No
7	-	-	PUNCT	HYPH	_	6	punct	_	SpaceAfter=No
8	stage	stage	NOUN	NN	_	9	compound	_	_
9	model	model	NOUN	NN	_	4	obj	_	_
10	(	(	PUNCT	-LRB-	_	12	punct	_	SpaceAfter=No
11	30	30	NUM	CD	_	12	nummod	_	SpaceAfter=No
12	%	%	SYM	NN	_	9	appos	_	SpaceAfter=No
13	)	)	PUNCT	-RRB-	_	12	punct	_	SpaceAfter=No
14	.	.	PUNCT	.	_	4	punct	_	_

"""


@pytest.fixture
def sentence(tmp_path: Path) -> Sentence:
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE)
    (document,) = read_treebank(path)
    assert document.name == "GUM_academic_sample"
    return document.sentences[0]


def heads(sentence: Sentence) -> list[tuple[str, str, str]]:
    return [(word.form, word.dep, sentence[word.head].form) for word in sentence]


def is_tree(sentence: Sentence) -> bool:
    roots = [index for index, word in enumerate(sentence) if word.head == index]
    return len(roots) == 1 and all(_climbs(sentence, index, roots[0]) for index in range(len(sentence)))


def _climbs(sentence: Sentence, index: int, root: int) -> bool:
    for _ in sentence:
        index = sentence[index].head
    return index == root


def test_text_is_put_together_from_words(sentence: Sentence) -> None:
    assert text_of(sentence).strip() == "We don't use a two-stage model (30%)."


def test_what_the_tokenizer_keeps_whole_becomes_one_node(sentence: Sentence) -> None:
    merged = retokenize(sentence, English.load().tokenizer)
    assert ("two-stage", "compound", "model") in heads(merged)
    assert ("30%", "appos", "model") in heads(merged)
    assert ("n't", "advmod", "use") in heads(merged)
    assert [word.form for word in merged] == [
        token.text for token in English.load().tokens(text_of(sentence).strip())
    ]
    assert is_tree(merged)


def test_merging_keeps_the_sentence_where_it_would_make_a_cycle() -> None:
    words = [("a", 4, False), ("-", 0, False), ("b", 3, True), ("c", 0, True), ("d", 4, True)]
    looped = tuple(Word(form, form, "X", "X", head, "dep", space) for form, head, space in words)
    assert retokenize(looped, English.load().tokenizer) == looped


def test_wrong_columns_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("# newdoc id = x\n1\tWe\twe\n")
    with pytest.raises(KgError, match=r"bad\.conllu:2: 3 columns"):
        read_treebank(path)


def test_missing_treebank_says_which_files(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"\*-train\.conllu"):
        load(tmp_path, "train", English.load().tokenizer)


def test_augmented_sentences_keep_their_tree(sentence: Sentence) -> None:
    random = Random(1)
    for _ in range(50):
        changed = augment(sentence, 1.0, random)
        assert [(word.head, word.dep) for word in changed] == [(word.head, word.dep) for word in sentence]


def test_augmenter_exchanges_the_verb_only_with_an_object(sentence: Sentence) -> None:
    assert {augment(sentence, 1.0, Random(seed))[3].form for seed in range(20)} != {"use"}
    bare = tuple(word._replace(dep="obl") if word.dep == "obj" else word for word in sentence)
    assert {augment(bare, 1.0, Random(seed))[3].form for seed in range(20)} == {"use"}


def test_reshaped_sentences_stay_trees(sentence: Sentence) -> None:
    merged = retokenize(sentence, English.load().tokenizer)
    shapes = {reshape(merged, 1.0, 1.0, Random(seed)) for seed in range(20)}
    assert all(is_tree(shape) for shape in shapes)


def test_a_noun_phrase_becomes_one_name() -> None:
    words = (
        Word("The", "the", "DET", "DT", 1, "det", True),
        Word("method", "method", "NOUN", "NN", 2, "nsubj", True),
        Word("works", "work", "VERB", "VBZ", 2, "root", False),
        Word(".", ".", "PUNCT", ".", 2, "punct", True),
    )
    name, verb, dot = reshape(words, 1.0, 0.0, Random(0))
    assert (name.tag, name.dep, name.head) == ("NNP", "nsubj", 1)
    assert (verb.head, dot.head) == (1, 1)


def test_our_own_sentences_are_trees_over_our_tokens() -> None:
    tokenizer = English.load().tokenizer
    sentences = [sentence for document in read_treebank(DOMAIN) for sentence in document.sentences]
    assert len(sentences) > 250
    for sentence in sentences:
        assert retokenize(sentence, tokenizer) == sentence
        assert [token.text for token in tokenizer(text_of(sentence).strip())] == [w.form for w in sentence]
        assert is_tree(sentence), text_of(sentence)


def test_gold_doc_holds_the_tree(sentence: Sentence) -> None:
    doc = gold_doc([sentence, sentence], English.load().vocab)
    assert [span.root.text for span in doc.sents] == ["use", "use"]
    assert doc[0].head.text == "use"
    assert doc[14].head.i == 17
