"""The linear weights as a table: ``python -m extractors.entities.chooser.show > weights.tsv``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from extractors.entities.chooser.model import CLASSES, Model, load_model


def table(model: Model) -> Iterator[str]:
    """One line a feature, by name: its weight for each class, in thousandths."""
    yield "\t".join(["feature", *("none" if kind is None else kind.value for kind in CLASSES)])
    for name, row in sorted(model.known.rows.items()):
        yield "\t".join([name, *map(str, model.sparse[row].tolist())])


def main() -> None:
    """Print the table of the shipped model."""
    sys.stdout.writelines(f"{line}\n" for line in table(load_model()))


if __name__ == "__main__":
    main()
