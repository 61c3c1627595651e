"""RDF files: N-Triples, N-Quads, Turtle, TriG. Sorted, so that equal graphs give equal bytes;
streamed, so that big ones fit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from exports.files import text_file
from exports.options import Options
from exports.rdf.describe import description
from exports.rdf.names import VOID
from exports.rdf.stream import quads, triples
from exports.rdf.terms import Triple, integer, iri
from exports.rdf.turtle import Abbreviator, blocks, turtle
from exports.sorting import unique_sorted
from kg.records import GraphView


def sorted_triples(view: GraphView, options: Options) -> Iterator[Triple]:
    """All triples of the graph and of its description: different, in code point order."""
    found = chain(triples(view, options.names, rdf12=options.rdf12), description(view, options.names))
    for line in unique_sorted("\t".join(triple) for triple in found):
        s, p, o = line.split("\t")
        yield s, p, o


def sorted_quads(view: GraphView, options: Options) -> Iterator[tuple[str, Triple]]:
    """The same with the IRI of each triple's graph ("" is the default graph, which comes first)."""
    described = (("", triple) for triple in description(view, options.names))
    found = chain(quads(view, options.names, rdf12=options.rdf12), described)
    for line in unique_sorted("\t".join((graph, *triple)) for graph, triple in found):
        graph, s, p, o = line.split("\t")
        yield graph, (s, p, o)


def write_ntriples(view: GraphView, path: Path, options: Options) -> None:
    """Write N-Triples (W3C, 2014)."""
    with text_file(path) as file:
        file.writelines(f"{s} {p} {o} .\n" for s, p, o in sorted_triples(view, options))


def write_nquads(view: GraphView, path: Path, options: Options) -> None:
    """Write N-Quads (W3C, 2014): one named graph per paper."""
    with text_file(path) as file:
        for graph, (s, p, o) in sorted_quads(view, options):
            file.write(f"{s} {p} {o} <{graph}> .\n" if graph else f"{s} {p} {o} .\n")


def write_turtle(view: GraphView, path: Path, options: Options) -> None:
    """Write Turtle (W3C, 2014), subject by subject."""
    short = Abbreviator(options.names.prefixes)
    with text_file(path) as file:
        file.write(short.header(version="1.2" if options.rdf12 else ""))
        file.writelines(blocks(sorted_triples(view, options), short))


def write_trig(view: GraphView, path: Path, options: Options) -> None:
    """Write TriG (W3C, 2014): one named graph per paper."""
    short = Abbreviator(options.names.prefixes)
    with text_file(path) as file:
        file.write(short.header(version="1.2" if options.rdf12 else ""))
        for graph, found in groupby(sorted_quads(view, options), key=itemgetter(0)):
            inside = blocks((triple for _, triple in found), short)
            if graph:
                file.write(f"\n{short(f'<{graph}>')} {{")
                file.writelines(inside)
                file.write("}\n")
            else:
                file.writelines(inside)


def write_void(view: GraphView, path: Path, options: Options) -> None:
    """Write what the data set is and holds, with the exact number of triples, as Turtle."""
    described = set(description(view, options.names))
    count = sum(1 for triple in sorted_triples(view, options) if triple not in described)
    described.add((iri(options.names.about), iri(VOID + "triples"), integer(count)))
    with text_file(path) as file:
        file.write(turtle(sorted(described), options.names.prefixes))
