"""GraphML and GEXF are read back by NetworkX, whatever stands in the texts."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from memory_graph import IDS, MemoryGraph

from exports.graphxml import to_networkx, write_gexf, write_graphml
from exports.options import Options
from ontology.types import Entity, EntityType

HOSTILE = 'a\x0b\x00<b> & "c" ]]> \ud800'


@pytest.fixture
def hostile(graph: MemoryGraph) -> MemoryGraph:
    evil = Entity(id="task/evil", type=EntityType.TASK, name=HOSTILE, aliases=(HOSTILE, "x|y"))
    return MemoryGraph(graph.paper_list, [*graph.entity_list, evil], graph.statement_list)


def test_graphml_is_read_back_whole(graph: MemoryGraph, tmp_path: Path) -> None:
    write_graphml(graph, tmp_path / "g.graphml", Options())
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    wanted = to_networkx(graph)
    assert dict(back.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert {k: d for _, _, k, d in back.edges(keys=True, data=True)} == {
        k: d for _, _, k, d in wanted.edges(keys=True, data=True)
    }


def test_gexf_is_read_back_whole(graph: MemoryGraph, tmp_path: Path) -> None:
    write_gexf(graph, tmp_path / "g.gexf", Options())
    back = nx.read_gexf(tmp_path / "g.gexf")
    wanted = to_networkx(graph)
    assert dict(back.nodes(data=True)) == dict(wanted.nodes(data=True))
    read = {d["id"]: (u, v, d["belief"], d.get("bits")) for u, v, d in back.edges(data=True)}
    assert read == {
        k: (u, v, d["belief"], d.get("bits")) for u, v, k, d in wanted.edges(keys=True, data=True)
    }


@pytest.mark.parametrize(("write", "read"), [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)])
def test_control_characters_and_markup_survive_as_text(hostile, write, read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    write(hostile, tmp_path / "g.xml", Options())
    back = read(tmp_path / "g.xml")
    assert back.nodes["task/evil"]["label"] == 'a\ufffd\ufffd<b> & "c" ]]> \ufffd'
    assert back.nodes["task/evil"]["aliases"].endswith(" | x¦y")


def test_a_claim_that_nobody_asserts_is_no_edge(graph: MemoryGraph) -> None:
    assert not to_networkx(graph).has_edge(IDS["AWQ"], IDS["SmoothQuant"])
    assert to_networkx(graph).has_edge(IDS["OPT-175B"], IDS["OPT"])
