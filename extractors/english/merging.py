"""Trees over our tokens: gold words that the tokenizer keeps together become one node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokenizer import Tokenizer

from extractors.english.conllu import Sentence, Word


def retokenize(sentence: Sentence, tokenizer: Tokenizer) -> Sentence:
    """``sentence`` over our tokens.

    A node covers the gold words up to the next offset at which both tokenizations have a border: what the
    tokenizer joins is joined, what only it would split stays whole (a few emoticons and addresses).
    Contractions without a mark ("gonna") stay apart. A sentence whose merged tree would hold a cycle is given
    back as it is.
    """
    groups = _groups(sentence, _borders(sentence, tokenizer))
    if len(groups) == len(sentence):
        return sentence
    merged = _merged(sentence, groups)
    return merged if all(_reaches_root(merged, index) for index in range(len(merged))) else sentence


def text_of(sentence: Sequence[Word]) -> str:
    """The sentence as written."""
    return "".join(word.form + " " * word.space for word in sentence)


def _borders(sentence: Sentence, tokenizer: Tokenizer) -> frozenset[int]:
    doc = tokenizer(text_of(sentence))
    return frozenset(token.idx + len(token) for token in doc)


def _groups(sentence: Sentence, borders: frozenset[int]) -> list[range]:
    groups, start, end = list[range](), 0, 0
    for index, word in enumerate(sentence):
        end += len(word.form)
        last = index == len(sentence) - 1
        if last or word.space or end in borders or _contracted(word, sentence[index + 1]):
            groups.append(range(start, index + 1))
            start = index + 1
        end += word.space
    return groups


def _contracted(word: Word, following: Word) -> bool:
    return word.form.isalpha() and following.form.isalpha()


def _merged(sentence: Sentence, groups: Sequence[range]) -> Sentence:
    group_of = {word: number for number, group in enumerate(groups) for word in group}
    tops = [_top(sentence, group) for group in groups]
    return tuple(
        _node(sentence, group, top, group_of[sentence[top].head])
        for group, top in zip(groups, tops, strict=True)
    )


def _top(sentence: Sentence, group: range) -> int:
    """The word by which the group hangs in the tree: the root, or the last whose head stands outside."""
    outside = [index for index in group if sentence[index].head not in group or sentence[index].head == index]
    roots = [index for index in outside if sentence[index].head == index]
    return (roots or outside)[-1]


def _node(sentence: Sentence, group: range, top: int, head: int) -> Word:
    words = [sentence[index] for index in group]
    if len(words) == 1:
        return words[0]._replace(head=head)
    form = "".join(word.form for word in words)
    return sentence[top]._replace(form=form, lemma=_lemma(words), head=head, space=words[-1].space)


def _lemma(words: Sequence[Word]) -> str:
    return "".join(word.form for word in words[:-1]) + words[-1].lemma


def _reaches_root(nodes: Sentence, index: int) -> bool:
    return any(nodes[node].head == node for node in _path(nodes, index))


def _path(nodes: Sentence, index: int) -> Iterator[int]:
    for _ in nodes:
        yield index
        index = nodes[index].head
    yield index
