"""``python -m exports.web.overview GRAPH VERSION``: draw the map and keep it. Run by the server."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path


def main(graph: Path, version: str) -> None:
    """Draw with a low priority, so that the server stays quick."""
    from exports.web.overview.draw import draw
    from exports.web.overview.keep import write
    from kg.store.connect import open_readonly

    if hasattr(os, "nice"):
        os.nice(10)
    with closing(open_readonly(graph)) as db:
        write(graph, version, draw(db).model_dump_json())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
