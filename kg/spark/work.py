"""What the workers do: functions from rows to rows around those of the build on one machine.

The extractor and the rules are loaded once in each worker process. Nothing here imports PySpark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from extractors.readers import better, title_id
from extractors.readers.fields import from_mapping
from extractors.readers.record import BadRecord, paper
from kg.assemble.claims import Claim, NodeRef, claim_id, claims
from kg.assemble.local import LocalName, cluster_of, local_names, votes
from kg.believe.belief import grounds
from kg.build.absorb import Rules
from kg.build.families import RULE, VARIANT_OF
from kg.build.pipeline import Pipeline
from kg.build.rules import load_rules
from kg.build.statements import evidence_row
from kg.build.tasks import work
from kg.resolve.cluster import Node, Row, decide
from kg.resolve.family import ancestors
from kg.store.codes import ASSERTED, FINDING, pack_fits, pack_forms, unpack_fits, unpack_forms
from kg.store.extractions import plain_extraction
from ontology.ids import paper_node
from ontology.schema import PAPER_CLASS
from ontology.types import EntityType, Paper

Cells = tuple[Any, ...]


@cache
def pipeline() -> Pipeline:
    """The extractor of this worker."""
    from extractors.extract import Extractor

    return Extractor.load()


@cache
def rules() -> Rules:
    """The rules of this worker."""
    return load_rules()


def read(line: str, source: str) -> Cells:
    """A line of JSON as a row of the table READ."""
    try:
        value = json.loads(line)
        if not isinstance(value, Mapping):
            raise BadRecord(f"not a JSON object but {type(value).__name__}")
        found = paper(from_mapping(value), source)
    except (BadRecord, ValueError, RecursionError) as error:
        return None, None, None, source, f"{error}"[:300]
    return found.id, title_id(found.title), found.model_dump_json(), source, None


def unite(records: Sequence[str]) -> Paper:
    """The records of one paper as one; any order gives the same."""
    first, *others = (Paper.model_validate_json(record) for record in records)
    for other in others:
        first = better(first, other)
    return first


def vote(record: str) -> list[Cells]:
    """(form, type) pairs that a paper votes for, each once."""
    found = Paper.model_validate_json(record)
    (outcome,) = work(pipeline(), "votes", [(0, found)], {})
    pairs = sorted({(v.form, v.type.value) for v in outcome.votes})
    return [(form, kind, found.id) for form, kind in pairs]


def extract(records: Sequence[str], lexicon: Mapping[str, EntityType]) -> list[Cells]:
    """Rows of the table READINGS, one for each record."""
    papers = [Paper.model_validate_json(record) for record in records]
    outcomes = work(pipeline(), "extract", list(enumerate(papers)), lexicon)
    return [(papers[o.n].id, records[o.n], o.extraction, o.error) for o in outcomes]


def name(extraction: bytes) -> list[Cells]:
    """The entities of a paper as rows of the table NAMES."""
    plain = plain_extraction(extraction) or {}
    return [_name_row(plain["paper"], n) for n in local_names(plain, rules().names, rules().review)]


def _name_row(paper_id: str, n: LocalName) -> Cells:
    keys = json.dumps(n.keys, ensure_ascii=False)
    return (
        paper_id, n.e, n.kind.value, pack_fits(n.fits), n.proposes, pack_forms(n.forms), keys, n.split,
    )  # fmt: skip


def _local(row: Mapping[str, Any]) -> LocalName:
    forms, keys = unpack_forms(row["forms"]), tuple(json.loads(row["keys"]))
    kind, fits = EntityType(row["type"]), unpack_fits(row["fits"])
    return LocalName(row["e"], kind, forms, keys, fits, row["proposes"], row["split"])


def pairs(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The abbreviation votes (short, long) of a row of NAMES."""
    return votes(_local(row), rules().names)


def is_known(short: str) -> bool:
    """Whether a vocabulary knows the short key: then no expansion is decided."""
    return any((kind, short) in rules().names.known for kind in EntityType)


def cluster(row: Mapping[str, Any], expansions: Mapping[str, str]) -> str:
    """The cluster of a row of NAMES."""
    return cluster_of(_local(row), expansions, rules().names)


def settle(key: str, rows: Sequence[Mapping[str, Any]], expansions: Mapping[str, str]) -> Iterator[Cells]:
    """Decide a cluster from its rows (type, fits, proposer, forms, count): rows of the table SETTLED."""
    found = [
        Row(
            EntityType(r["type"]), unpack_fits(r["fits"]), r["proposer"], unpack_forms(r["forms"]), r["count"]
        )
        for r in rows
    ]
    forced = rules().review.name_of(frozenset(row.kind for row in found), key)
    decision = decide(key, found, rules().names, expansions, forced)
    nodes = {node.place: node for node in decision.nodes}
    for kind, fits, proposer in sorted({(r.kind, pack_fits(r.fits), r.proposer or "") for r in found}):
        node = nodes[decision.place(kind, unpack_fits(fits), proposer or None)]
        yield key, kind.value, fits, proposer, *_node(node), None, None, None
    for node in decision.nodes:
        kind = node.place.kind
        aliases = [form for form, _ in node.forms if form != node.name]
        yield key, None, None, None, *_node(node), aliases, node.place.suffix, ancestors(node.name, kind)


def _node(node: Node) -> tuple[str, str, str]:
    return node.id, node.place.kind.value, node.name


def state(paper_id: str, extraction: bytes, places: Sequence[Mapping[str, Any]]) -> Iterator[Cells]:
    """The evidence that a paper gives, as rows of the table CLAIMS.

    Args:
        places: (e, node, node_type, name) of the paper's entities.
    """
    plain = plain_extraction(extraction) or {}
    numbers = {node: i for i, node in enumerate(sorted({p["node"] for p in places}), 1)}
    refs = {p["e"]: NodeRef(numbers[p["node"]], p["node"], p["node_type"], p["name"]) for p in places}
    own = NodeRef(-1, paper_node(paper_id), PAPER_CLASS, paper_id)
    nodes = {entity["id"]: refs[e] for e, entity in enumerate(plain["entities"]) if e in refs}
    ids = {ref.i: ref.id for ref in [own, *nodes.values()]}
    for claim in claims(plain, own, nodes, rules().review):
        yield from _evidence(claim, paper_id, ids)


def _evidence(claim: Claim, paper_id: str, ids: Mapping[int, str]) -> Iterator[Cells]:
    qualifiers = (
        json.dumps(claim.qualifiers, ensure_ascii=False, separators=(",", ":")) if claim.qualifiers else ""
    )
    head = (claim.id, ids[claim.subject], claim.predicate, ids[claim.object], qualifiers, paper_id)
    for evidence in claim.evidence:
        start, end, _, how, spans = evidence_row(evidence, 0)
        yield (*head, start, end, evidence["rule"], how, spans)


def believe(evidence: Sequence[tuple[str, str, int]]) -> tuple[str, list[str]]:
    """Belief (four decimals, as text) and supporting papers from (paper, rule, how) of a claim's evidence."""
    asserted = sorted({(paper, rule) for paper, rule, how in evidence if how % FINDING == ASSERTED})
    precision = {rule: rules().precision.of(rule) for _, rule in asserted}
    return f"{grounds(asserted, precision).belief}", sorted({paper for paper, _ in asserted})


def derive(subject: str, object_: str) -> Cells:
    """A variant-of statement as a row of the table STATEMENTS."""
    belief_ = f"{rules().precision.of(RULE)}"
    return claim_id(subject, VARIANT_OF, object_, {}), subject, VARIANT_OF, object_, "", belief_, [], True
