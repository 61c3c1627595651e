"""Train the pipeline: ``python -m extractors.english.train --treebank DIR --out DIR``.

The same files give the same weights: order, words and dropout are drawn from one seed, on one thread.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Optimizer, fix_random_seed

from extractors.english.conllu import TreebankDocument
from extractors.english.corpus import DOMAIN, batches, example, load, training_documents
from extractors.english.lemma_table import write_table
from extractors.english.lemmas import TABLE
from extractors.english.pipeline import NOT_STORED
from extractors.english.scores import accuracy
from extractors.english.settings import META, PIPES, Schedule
from extractors.english.tokenizer import build_tokenizer


def train(treebank: Path, out: Path, schedule: Schedule, own: Path = DOMAIN) -> Language:
    """Train on the ``*-train`` files of ``treebank`` and on ``own``; write the network to ``out``.

    Raises:
        KgError: ``treebank`` does not hold the files.
    """
    fix_random_seed(schedule.seed)
    nlp = _untrained()
    documents = training_documents(treebank, nlp.tokenizer, own)
    out.mkdir(parents=True, exist_ok=True)
    write_table(documents, out / TABLE)
    held_out = load(treebank, "dev", nlp.tokenizer)
    nlp.initialize(lambda: [example(document.sentences, nlp.vocab) for document in documents])
    optimizer = Adam(schedule.learn_rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    nlp.resume_training(sgd=optimizer)
    for step, batch in _numbered_batches(documents, nlp, schedule):
        _update(nlp, batch, optimizer, step, schedule)
        if (step + 1) % schedule.evaluate_every == 0 or step + 1 == schedule.steps:
            _write(nlp, optimizer, out, held_out, step + 1)
    return nlp


def _untrained() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = build_tokenizer(nlp.vocab)
    nlp.meta.update(META)
    for name, config in PIPES.items():
        nlp.add_pipe(name, config=config)
    return nlp


def _numbered_batches(
    documents: list[TreebankDocument], nlp: Language, schedule: Schedule
) -> Iterator[tuple[int, list[Example]]]:
    sizes = (schedule.batch_words(step) for step in range(schedule.steps + 1))
    order = Random(schedule.seed)  # noqa: S311 (wanted: the same order each time)
    return zip(range(schedule.steps), batches(documents, nlp.vocab, order, sizes), strict=False)


def _update(nlp: Language, batch: list[Example], optimizer: Optimizer, step: int, schedule: Schedule) -> None:
    optimizer.learn_rate = schedule.rate(step)
    nlp.update(batch, sgd=optimizer, drop=schedule.dropout)


def _write(
    nlp: Language, optimizer: Optimizer, out: Path, held_out: dict[str, list[TreebankDocument]], step: int
) -> None:
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out, exclude=NOT_STORED)
        scores = {name: accuracy(nlp, documents[:30]) for name, documents in sorted(held_out.items())}
    print(step, *(f"{name}: {score}" for name, score in scores.items()), flush=True)  # noqa: T201


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--treebank", type=Path, required=True, help="folder of *-train and *-dev CoNLL-U files"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write the network to")
    parser.add_argument("--steps", type=int, default=Schedule().steps)
    parser.add_argument("--evaluate-every", type=int, default=Schedule().evaluate_every)
    options = parser.parse_args()
    train(options.treebank, options.out, Schedule(steps=options.steps, evaluate_every=options.evaluate_every))


if __name__ == "__main__":
    main()
