"""All export formats in one table; each writer is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import cast

from exports.filtered import Filtered
from exports.options import Options
from kg.records import GraphView
from ontology.errors import UsageError

Writer = Callable[[GraphView, Path, Options], None]


@dataclass(frozen=True)
class Format:
    """One way out: ``writer`` is "module:function"; ``folder`` where it writes several files."""

    writer: str
    suffix: str
    about: str
    folder: bool = False


FORMATS: dict[str, Format] = {
    "turtle": Format("exports.rdf.write:write_turtle", ".ttl", "RDF Turtle"),
    "ntriples": Format("exports.rdf.write:write_ntriples", ".nt", "RDF N-Triples, sorted"),
    "jsonld": Format("exports.rdf.jsonld:write_jsonld", ".jsonld", "RDF as JSON-LD with a context"),
    "trig": Format("exports.rdf.write:write_trig", ".trig", "RDF TriG, one named graph per paper"),
    "nquads": Format("exports.rdf.write:write_nquads", ".nq", "RDF N-Quads, one named graph per paper"),
    "graphml": Format("exports.graphxml:write_graphml", ".graphml", "GraphML for NetworkX, Gephi, yEd"),
    "gexf": Format("exports.graphxml:write_gexf", ".gexf", "GEXF for Gephi"),
    "jsonl": Format("exports.jsonlines:write_jsonl", ".graph.jsonl", "JSON Lines, one record a line"),
    "csv": Format(
        "exports.tables.csv_files:write_csv", "-csv", "nodes, edges, evidence, results as CSV", folder=True
    ),
    "parquet": Format(
        "exports.tables.parquet:write_parquet",
        "-parquet",
        "the same four as Parquet (extra: tables)",
        folder=True,
    ),
    "neo4j": Format("exports.tables.neo4j:write_neo4j", "-neo4j", "CSV and Cypher for Neo4j", folder=True),
    "void": Format(
        "exports.rdf.write:write_void", ".void.ttl", "description of the RDF data set (VoID, DCAT)"
    ),
    "html": Format("exports.page.page:write_page", ".html", "one page that needs no network (pyvis)"),
}


def export(view: GraphView, name: str, path: Path, options: Options | None = None) -> None:
    """Write a graph in a format.

    Raises:
        UsageError: no such format, or an option that it cannot have.
        KgError: the file cannot be written.
    """
    options = options or Options()
    chosen = find(name)
    if options.min_belief is not None or options.unasserted:
        view = Filtered(view, min_belief=options.min_belief, unasserted=options.unasserted)
    module, _, function = chosen.writer.partition(":")
    cast(Writer, getattr(import_module(module), function))(view, path, options)


def find(name: str) -> Format:
    """The format of this name.

    Raises:
        UsageError: there is none; names them all.
    """
    if name not in FORMATS:
        raise UsageError(_unknown(name))
    return FORMATS[name]


def _unknown(name: str) -> str:
    near = get_close_matches(name.lower(), FORMATS, 1)
    hint = f"; did you mean {near[0]}?" if near else "."
    return f"there is no export format {name!r}{hint} Formats: {', '.join(FORMATS)}"
