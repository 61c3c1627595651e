"""The build as Spark stages: each a map over papers or a group-by on a key.

Each table is written as Parquet under its name when it is done, and read back: a job that was stopped goes
on with the first table that is not there. The expensive one, ``readings``, is written in parts (papers by
hash of their id), so that little of it is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from extractors.lexicon import decide as decide_form
from kg.resolve.abbreviations import decide as decide_expansion
from kg.spark import tables, work
from kg.spark.rows import batching, grouping, mapping
from kg.spark.triples import Lines, lines
from ontology.errors import UsageError
from ontology.types import EntityType

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

PARTS = 16
"""Pieces of the table ``readings``; each is written whole or not at all."""

Tell = Callable[[str], None]


class Job:
    """One build. Tables lie under ``out``, any path that Spark can write to."""

    def __init__(
        self,
        spark: SparkSession,
        inputs: Sequence[str],
        out: str,
        *,
        tell: Tell = lambda _: None,
        lines: Lines | None = None,
        parts: int = PARTS,
    ) -> None:
        """Prepare; nothing runs yet.

        Args:
            spark: a running session.
            inputs: JSON Lines (also compressed) or Parquet, on any file system that Spark reads.
            out: folder for the tables.
            tell: told the name of each table before it is made.
            lines: makes N-Triples; without it none are written.
            parts: pieces in which papers are extracted.
        """
        self._spark = spark
        self._inputs = list(inputs)
        self._out = out.rstrip("/")
        self._tell = tell
        self._lines = lines
        self._parts = parts

    def run(self) -> dict[str, int]:
        """All stages; returns the numbers of rows of the result."""
        self._check()
        read = self._table("read", self._read)
        papers = self._table("united", lambda: _united(read))
        votes = self._table("votes", lambda: _votes(papers))
        lexicon = self._spread({r.form: EntityType(r.type) for r in _lexicon(votes).collect()})
        readings = self._readings(papers, lexicon)
        names = self._table("names", lambda: _names(readings))
        expansions = self._spread({r.short: r.long for r in _expansions(names).collect()})
        clustered = self._table("clustered", lambda: _clustered(names, expansions))
        settled = self._table("settled", lambda: _settled(clustered, expansions))
        evidence = self._table("evidence", lambda: _evidence(readings, clustered, settled))
        nodes = self._table("nodes", lambda: _nodes(settled))
        statements = self._table("statements", lambda: _statements(evidence).unionByName(_variants(settled)))
        if self._lines:
            self._text("ntriples", lines(readings, nodes, statements, evidence, self._lines))
        rejects = self._table("rejects", lambda: _rejects(read, readings))
        found = {
            "papers": papers,
            "nodes": nodes,
            "statements": statements,
            "evidence": evidence,
            "rejects": rejects,
        }
        return {name: table.count() for name, table in found.items()}

    def _check(self) -> None:
        """The tables of a stopped job are gone on with by the same rules only, which workers must have too.

        Raises:
            UsageError: they were made by others, or workers have others.
        """
        own = work.pipeline().fingerprint
        asked = mapping(lambda _: [(work.pipeline().fingerprint,)], tables.ABOUT)
        if self._spark.range(1).mapInArrow(asked, tables.ABOUT).first() != (own,):
            raise UsageError("the workers have other rules than this machine: make their archive anew")
        about = self._table("about", lambda: self._spark.createDataFrame([(own,)], tables.ABOUT))
        if about.first() != (own,):
            raise UsageError(f"{self._out} holds tables that other rules made: give an empty folder")

    def _table(self, name: str, make: Callable[[], DataFrame], path: str | None = None) -> DataFrame:
        """The table as it lies on disk, made first if it is not there."""
        place = path or f"{self._out}/{name}"
        if not self._exists(f"{place}/_SUCCESS"):
            self._tell(f"{name} ...")
            make().write.mode("overwrite").parquet(place)
        return self._spark.read.parquet(place)

    def _text(self, name: str, table: DataFrame) -> None:
        place = f"{self._out}/{name}"
        if not self._exists(f"{place}/_SUCCESS"):
            self._tell(f"{name} ...")
            table.write.mode("overwrite").text(place)

    def _exists(self, path: str) -> bool:
        jvm: Any = self._spark.sparkContext._jvm
        configuration = self._spark.sparkContext._jsc.hadoopConfiguration()
        place = jvm.org.apache.hadoop.fs.Path(path)
        return bool(place.getFileSystem(configuration).exists(place))

    def _spread(self, value: Mapping[str, Any]) -> Broadcast[Mapping[str, Any]]:
        return self._spark.sparkContext.broadcast(value)

    def _read(self) -> DataFrame:
        """Parquet by its columns, anything else as lines of JSON."""
        from pyspark.sql import functions as f

        columnar = [i for i in self._inputs if PurePosixPath(i).suffix == ".parquet"]
        lines = [i for i in self._inputs if i not in columnar]
        frames = []
        if lines:
            text = self._spark.read.text(lines).select("value", f.col("_metadata.file_name").alias("source"))
            frames.append(text.where(f.trim("value") != ""))
        if columnar:
            wide = self._spark.read.parquet(*columnar)
            row = f.to_json(f.struct(*wide.columns)).alias("value")
            frames.append(wide.select(row, f.col("_metadata.file_name").alias("source")))
        raw = frames[0] if len(frames) == 1 else frames[0].unionByName(frames[1])
        return raw.mapInArrow(mapping(_read_row, tables.READ), tables.READ)

    def _readings(self, papers: DataFrame, lexicon: Broadcast[Mapping[str, EntityType]]) -> DataFrame:
        from pyspark.sql import functions as f

        split = papers.withColumn("part", f.pmod(f.xxhash64("id"), f.lit(self._parts)))
        for part in range(self._parts):
            self._table(
                f"readings {part + 1}/{self._parts}",
                lambda part=part: _extracted(split.where(f.col("part") == part), lexicon),  # type: ignore[misc]
                f"{self._out}/readings/part={part}",
            )
        return self._spark.read.parquet(f"{self._out}/readings")


def _read_row(row: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    return [work.read(row["value"], row["source"])]


def _united(read: DataFrame) -> DataFrame:
    """Papers of one id as one; one without an id of its own joins the paper of its title that has one."""
    from pyspark.sql import functions as f

    good = read.where("id is not null").select("id", "title_id", "record")
    own = good.where("not startswith(id, 't:')").withColumnRenamed("title_id", "made")
    homes = own.groupBy("made").agg(f.min("id").alias("home"))
    sent = good.join(homes, f.col("id") == f.col("made"), "left").select(
        f.coalesce("home", "id").alias("id"), "record"
    )
    return sent.groupBy("id").applyInArrow(grouping(_unite, tables.PAPERS), tables.PAPERS)


def _unite(rows: list[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    paper = work.unite(sorted(row["record"] for row in rows))
    return [(paper.id, paper.model_dump_json())]


def _votes(papers: DataFrame) -> DataFrame:
    return papers.mapInArrow(mapping(lambda row: work.vote(row["record"]), tables.VOTES), tables.VOTES)


def _lexicon(votes: DataFrame) -> DataFrame:
    counts = votes.groupBy("form", "type").count()
    return counts.groupBy("form").applyInArrow(grouping(_decide_form, tables.LEXICON), tables.LEXICON)


def _decide_form(rows: list[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    kind = decide_form({EntityType(row["type"]): row["count"] for row in rows})
    return [] if kind is None else [(rows[0]["form"], kind.value)]


def _extracted(papers: DataFrame, lexicon: Broadcast[Mapping[str, EntityType]]) -> DataFrame:
    def extract(rows: Sequence[Mapping[str, Any]]) -> Iterable[Sequence[Any]]:
        return work.extract([row["record"] for row in rows], lexicon.value)

    together = batching(extract, tables.READINGS)
    return papers.select("id", "record").mapInArrow(together, tables.READINGS)


def _names(readings: DataFrame) -> DataFrame:
    name = mapping(lambda row: work.name(row["extraction"]), tables.NAMES)
    return readings.select("extraction").mapInArrow(name, tables.NAMES)


def _expansions(names: DataFrame) -> DataFrame:
    """Abbreviations that the papers agree on, one vote a paper."""
    paired = f"paper string, {tables.PAIRS}"
    pairs = mapping(lambda row: [(row["paper"], *pair) for pair in work.pairs(row)], paired)
    votes = names.mapInArrow(pairs, paired).distinct().groupBy("short", "long").count()
    return votes.groupBy("short").applyInArrow(grouping(_decide_expansion, tables.PAIRS), tables.PAIRS)


def _decide_expansion(rows: list[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    short = rows[0]["short"]
    long = None if work.is_known(short) else decide_expansion(short, {r["long"]: r["count"] for r in rows})
    return [] if long is None else [(short, long)]


def _clustered(names: DataFrame, expansions: Broadcast[Mapping[str, str]]) -> DataFrame:
    columns = names.columns

    def cluster(row: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
        return [(*(row[c] for c in columns), work.cluster(row, expansions.value))]

    return names.mapInArrow(mapping(cluster, tables.CLUSTERED), tables.CLUSTERED)


def _settled(clustered: DataFrame, expansions: Broadcast[Mapping[str, str]]) -> DataFrame:
    """Users of a name are counted before they travel; proposers come one by one."""
    from pyspark.sql import functions as f

    alike = clustered.withColumn("proposer", f.when(f.col("proposes"), f.col("paper"))).groupBy(
        "cluster", "type", "fits", "proposer", "forms"
    )

    def settle(rows: list[dict[str, Any]]) -> Iterable[Sequence[Any]]:
        return work.settle(rows[0]["cluster"], rows, expansions.value)

    return alike.count().groupBy("cluster").applyInArrow(grouping(settle, tables.SETTLED), tables.SETTLED)


def _evidence(readings: DataFrame, clustered: DataFrame, settled: DataFrame) -> DataFrame:
    """Each paper with the nodes of its entities, then what it states."""
    from pyspark.sql import functions as f

    places = settled.where("type is not null").select(
        "cluster", "type", "fits", "proposer", "node", "node_type", "name"
    )
    named = clustered.withColumn("proposer", f.when(f.col("proposes"), f.col("paper")).otherwise(f.lit("")))
    nodes = (
        named.join(places, ["cluster", "type", "fits", "proposer"])
        .groupBy("paper")
        .agg(f.collect_list(f.struct("e", "node", "node_type", "name")).alias("places"))
    )
    joined = readings.select("id", "extraction").join(nodes, readings.id == nodes.paper)
    state = mapping(lambda row: work.state(row["id"], row["extraction"], row["places"]), tables.EVIDENCE)
    return joined.select("id", "extraction", "places").mapInArrow(state, tables.EVIDENCE).distinct()


def _nodes(settled: DataFrame) -> DataFrame:
    from pyspark.sql import functions as f

    return settled.where("type is null").select(
        f.col("node").alias("id"), f.col("node_type").alias("type"), "name", "aliases"
    )


def _statements(evidence: DataFrame) -> DataFrame:
    return evidence.groupBy("id").applyInArrow(grouping(_believe, tables.STATEMENTS), tables.STATEMENTS)


def _believe(rows: list[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    first = rows[0]
    belief, papers = work.believe([(r["paper"], r["rule"], r["how"]) for r in rows])
    head = (first["id"], first["subject"], first["predicate"], first["object"], first["qualifiers"])
    return [(*head, belief, papers, False)]


def _variants(settled: DataFrame) -> DataFrame:
    """Derived: each node to its nearest ancestor that is a node of the same type."""
    from pyspark.sql import functions as f

    nodes = settled.where("type is null")
    chains = nodes.select(
        f.col("node").alias("subject"), "node_type", f.posexplode("lineage").alias("depth", "cluster")
    )
    plain = nodes.where("suffix = ''").select("cluster", "node_type", f.col("node").alias("object"))
    links = chains.join(plain, ["cluster", "node_type"]).where("subject != object")
    nearest = links.groupBy("subject").agg(f.min_by("object", "depth").alias("object"))
    derive = mapping(lambda row: [work.derive(row["subject"], row["object"])], tables.STATEMENTS)
    return nearest.mapInArrow(derive, tables.STATEMENTS)


def _rejects(read: DataFrame, readings: DataFrame) -> DataFrame:
    from pyspark.sql import functions as f

    lines = read.where("reason is not null").select("source", "reason")
    failed = readings.where("error is not null").select(
        f.concat(f.lit("paper "), "id").alias("source"), f.col("error").alias("reason")
    )
    return lines.unionByName(failed)
