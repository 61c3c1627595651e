"""IRIs of everything in the graph, and the way back from an IRI to an id.

Two namespaces: ``terms`` for the vocabulary (the same in every graph, so that queries keep working) and
``base`` for the data, which the user may set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote

from ontology.errors import UsageError
from ontology.schema import load_schema

_SAFE = ":@~+,;=!*'()$-._"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*[/#:]\Z")

DEFAULT_BASE = load_schema().base
DEFAULT_TERMS = DEFAULT_BASE + "ontology#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
DCT = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
SCHEMA_ORG = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
PROV = "http://www.w3.org/ns/prov#"


@dataclass(frozen=True)
class Names:
    """Makes the IRIs of one graph.

    Raises:
        UsageError: a namespace is not an absolute IRI that ends in ``/``, ``#`` or ``:``.
    """

    base: str = DEFAULT_BASE
    terms: str = DEFAULT_TERMS

    def __post_init__(self) -> None:
        for namespace in (self.base, self.terms):
            if not _ABSOLUTE.match(namespace):
                raise UsageError(
                    f"{namespace!r} cannot be a base: give an absolute IRI that ends in '/' or '#', "
                    f"such as {DEFAULT_BASE}"
                )

    def node(self, node_id: str) -> str:
        """The IRI of an entity or paper node.

        >>> Names().node("paper/10.1000/x y")
        'https://w3id.org/paper-kg/paper/10.1000%2Fx%20y'
        """
        kind, _, rest = node_id.partition("/")
        return f"{self.base}{kind}/{escape(rest)}"

    def node_id(self, iri: str) -> str:
        """The id of an entity or paper node from its IRI; the reverse of :meth:`node`.

        Raises:
            ValueError: the IRI is not under the base.
        """
        if not iri.startswith(self.base):
            raise ValueError(f"{iri} is not under {self.base}")
        kind, _, rest = iri.removeprefix(self.base).partition("/")
        return f"{kind}/{unquote(rest, errors='surrogatepass')}"

    def statement(self, statement_id: str) -> str:
        """The IRI of a statement node."""
        return f"{self.base}statement/{escape(statement_id)}"

    def sentence(self, paper: str, start: int, end: int) -> str:
        """The IRI of the annotation of one sentence, by its span in ``Paper.text``."""
        return f"{self.base}sentence/{escape(paper)}/{start}-{end}"

    def graph(self, paper: str) -> str:
        """The name of the graph that holds what one paper says."""
        return f"{self.base}graph/{escape(paper)}"

    @cached_property
    def about(self) -> str:
        """The IRI of the data set as a whole."""
        return f"{self.base}about"

    def term(self, name: str) -> str:
        """The IRI of a class or property of the vocabulary."""
        return self.terms + name

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Short names for queries and files, in a fixed order."""
        kinds = ("paper", "method", "model", "benchmark", "dataset", "task", "metric", "hardware")
        data = {kind: f"{self.base}{kind}/" for kind in (*kinds, "statement", "sentence")}
        return {"kg": self.terms, **data, **STANDARD_PREFIXES}


STANDARD_PREFIXES = {
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "skos": SKOS,
    "oa": OA,
    "dcterms": DCT,
    "dcat": DCAT,
    "void": VOID,
    "schema": SCHEMA_ORG,
    "prov": PROV,
}


def escape(part: str) -> str:
    """Percent-encode one path segment so that nothing in it can be read as a path.

    >>> escape("../a b")
    '%2E%2E%2Fa%20b'
    """
    quoted = quote(part, safe=_SAFE, errors="surrogatepass")
    dots = len(quoted) - len(quoted.lstrip("."))
    return "%2E" * dots + quoted[dots:]
