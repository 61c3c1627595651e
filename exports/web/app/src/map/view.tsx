// The whole graph as a map. Places and communities are computed once on the server; names appear by
// size as one comes closer: communities first, then their most central nodes, then the rest.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { get } from "../api/client";
import { ApiError } from "../api/client";
import { go, hrefOf, usePlace, withQuery } from "../router";
import { SuggestField } from "../search/suggest";
import type { Community, Overview } from "../types";
import { Tool } from "../graph/view";
import { count, counted } from "../ui/format";
import { usePageTitle } from "../ui/page";
import { Failed } from "../ui/state";
import { TypeTag, TYPES } from "../ui/type";
import { mountMap, type MapPicture } from "./picture";

const AGAIN_MS = 1200;

export function MapView() {
  usePageTitle("Map");
  const [overview, error] = useOverview();
  return (
    <div class="stage map">
      <h1 class="visually-hidden">Map of the whole graph</h1>
      {error ? <Failed error={error} /> : null}
      {overview && overview.state === "ready" ? <Drawn overview={overview} /> : null}
      {!error && overview?.state !== "ready" ? (
        <div class="canvas waiting">
          <p role="status">{overview ? "Drawing the map for the first time. It is kept beside the graph file." : "Loading the map"}</p>
        </div>
      ) : null}
    </div>
  );
}

/** Asks again until the server has drawn the map. */
function useOverview(): [Overview | null, ApiError | null] {
  const [overview, setOverview] = useState<Overview | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    let timer = 0;
    let gone = false;
    const ask = () =>
      get<Overview>("/api/overview").then(
        (answer) => {
          if (gone) return;
          setOverview(answer);
          if (answer.state !== "ready") timer = window.setTimeout(ask, AGAIN_MS);
        },
        (failed: unknown) => !gone && setError(failed instanceof ApiError ? failed : new ApiError(0, "The map could not be loaded", String(failed))),
      );
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return [overview, error];
}

function Drawn({ overview }: { overview: Overview }) {
  const place = usePlace();
  const chosen = place.query.get("c");
  const found = place.query.get("at");
  const box = useRef<HTMLDivElement>(null);
  const [picture, setPicture] = useState<MapPicture | null>(null);
  const community = useMemo(() => overview.communities.find((c) => String(c.number) === chosen) ?? null, [overview, chosen]);
  const latest = useRef(place);
  latest.current = place;
  const choose = (number: number | null) =>
    go(withQuery("/map", latest.current.query, { c: number === null ? null : String(number), at: null }));
  useEffect(() => {
    let gone = false;
    let made: MapPicture | null = null;
    const handlers = { onNode: (id: string) => go(hrefOf(id)), onCommunity: choose };
    void mountMap(box.current as HTMLElement, overview, handlers).then((mounted) => {
      if (gone) return mounted.destroy();
      made = mounted;
      setPicture(mounted);
    });
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [overview]);
  useEffect(() => picture?.show(community, found), [picture, community, found]);
  return (
    <>
      <div class="canvas">
        <div ref={box} class="picture drawn" role="img" aria-label={`Map: ${counted(overview.ids.length, "node")} in ${counted(overview.communities.length, "community", "communities")}`} />
        <div class="tools" role="toolbar" aria-label="View">
          <Tool icon="plus" label="Zoom in" onClick={() => picture?.zoom(1.6)} />
          <Tool icon="minus" label="Zoom out" onClick={() => picture?.zoom(1 / 1.6)} />
          <Tool icon="fit" label="Show all" onClick={() => picture?.fit()} />
        </div>
        <p class="stage-status small muted" role="status">
          {counted(overview.ids.length, "node")}, {counted(overview.edges.length / 2, "edge")}
          {overview.ids.length < overview.total ? ` · the most connected of ${count(overview.total)}` : ""}
        </p>
      </div>
      <aside class="panel" aria-label="Communities">
        <SuggestField label="Find on the map" placeholder="Find on the map" onPick={(item) => go(withQuery("/map", place.query, { at: item.id, c: null }))} />
        <ul class="chips legend" aria-label="Shapes">
          {TYPES.map((type) => (
            <li key={type}>
              <TypeTag type={type} />
            </li>
          ))}
        </ul>
        <h2>Communities</h2>
        <p class="muted small">Named by their most central nodes.</p>
        <ul class="communities">
          {overview.communities.slice(0, 40).map((item) => (
            <CommunityItem key={item.number} item={item} current={item === community} onClick={() => choose(item === community ? null : item.number)} />
          ))}
        </ul>
      </aside>
    </>
  );
}

function CommunityItem({ item, current, onClick }: { item: Community; current: boolean; onClick: () => void }) {
  return (
    <li>
      <button class="quiet" type="button" aria-pressed={current} onClick={onClick}>
        <span>{item.names.join(", ")}</span>
        <span class="muted small number">{count(item.size)}</span>
      </button>
    </li>
  );
}
