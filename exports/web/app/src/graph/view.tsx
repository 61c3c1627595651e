// The graph view. All of its state is in the address; this file turns moves into addresses and the address
// into a drawing.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { go, usePlace } from "../router";
import { SuggestField } from "../search/suggest";
import type { Subgraph } from "../types";
import { counted } from "../ui/format";
import { Icon, type IconName } from "../ui/icons";
import { usePageTitle } from "../ui/page";
import { Empty, Failed } from "../ui/state";
import { ExportMenu } from "./menu";
import { Layout } from "./layout";
import type { Focus } from "./look";
import { filter, merge, newDrawing, type Drawing } from "./model";
import { Panel } from "./panel";
import { mountPicture, type Handlers, type Picture } from "./picture";
import { formatState, parseState, toggled, type GraphState } from "./state";

const NEIGHBOURS = 25;
export const UNDER_TOOLS = { left: 0, top: 0, right: 62, bottom: 225 };

export type Change = (next: Partial<GraphState>, options?: { replace?: boolean }) => void;

export function GraphView() {
  usePageTitle("Graph");
  const { query } = usePlace();
  const text = query.toString();
  const state = useMemo(() => parseState(query), [text]);
  const asked = state.nodes.length + state.expanded.length > 0 || state.path !== null;
  const change: Change = (next, options) => go(formatState({ ...state, ...next }), options);
  return asked ? <Stage state={state} change={change} /> : <Start change={change} />;
}

function Start({ change }: { change: Change }) {
  return (
    <div class="page narrow">
      <header class="page-head">
        <h1>Graph</h1>
        <p class="muted">Choose a method, a model, a benchmark or a paper to start from; then expand what interests you.</p>
      </header>
      <SuggestField
        big
        label="Start the graph from"
        placeholder="LoRA, Llama, GSM8K"
        onPick={(item) => change({ nodes: [item.id], expanded: [item.id], selected: item.id })}
      />
    </div>
  );
}

/** Only what decides which nodes and edges the server sends. */
function graphUrl(state: GraphState): string {
  return apiUrl("graph", {
    node: state.nodes,
    expand: state.expanded,
    limit: NEIGHBOURS,
    from: state.path?.[0],
    to: state.path?.[1],
  });
}

function Stage({ state, change }: { state: GraphState; change: Change }) {
  const meta = useMeta();
  const answer = useAnswer<Subgraph>(graphUrl(state));
  const [drawing] = useState<Drawing>(newDrawing);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [version, setVersion] = useState(0);
  const [busy, setBusy] = useState(false);
  const layout = useRef<Layout | null>(null);
  const place = useRef<HTMLDivElement>(null);

  const latest = useRef({ state, change });
  latest.current = { state, change };
  useEffect(() => {
    let gone = false;
    let made: Picture | null = null;
    layout.current = new Layout(drawing, () => {
      setBusy(false);
      made?.refresh();
    });
    const options = { handlers: handlersOf(latest, setHovered), arrows: true, edgeNames: true, wheel: true, reserved: [UNDER_TOOLS] };
    void mountPicture(place.current as HTMLElement, drawing, options).then((mounted) => {
      if (gone) return mounted.destroy();
      made = mounted;
      setPicture(mounted);
    });
    return () => {
      gone = true;
      layout.current?.kill();
      made?.destroy();
    };
  }, [drawing]);

  const filters = JSON.stringify([state.hidden, state.offTypes, state.offPredicates, state.minBelief, state.years, [...state.pinned]]);
  useEffect(() => {
    if (!answer.data || !meta || !picture) return;
    const { added } = merge(drawing, answer.data);
    applyPins(drawing, state);
    filter(drawing, state, (p) => predicateLabel(meta, p));
    picture.refresh();
    setVersion((v) => v + 1);
    if (added > 0) {
      setBusy(true);
      layout.current?.start();
    }
  }, [answer.data, meta, picture, filters]);

  const path = answer.data?.path.join("\n") ?? "";
  useEffect(() => picture?.setFocus(focusOf(state, hovered, path)), [picture, state, hovered, path, version]);
  useKeys(state, change);

  const failed = answer.state === "failed" ? answer.error : null;
  const noPath = state.path !== null && answer.state === "ready" && answer.data.path.length === 0;
  return (
    <div class="stage">
      <h1 class="visually-hidden">Graph</h1>
      <div class="canvas" aria-busy={busy || answer.state === "loading"}>
        <div ref={place} class="picture drawn" role="img" aria-label={describe(drawing, version)} />
        <Tools picture={picture} layout={layout.current} busy={busy} setBusy={setBusy} drawing={drawing} />
        {failed ? <Failed error={failed} /> : null}
        {noPath ? <Empty title="No path">Nothing in this graph links the two within six steps.</Empty> : null}
        <p class="stage-status small muted" role="status">
          {answer.state === "loading" ? "Loading" : describe(drawing, version)}
          {picture?.kind === "canvas" ? " · drawn without WebGL" : ""}
        </p>
      </div>
      <Panel state={state} change={change} drawing={drawing} version={version} path={answer.data?.path ?? []} onShow={(id) => picture?.centre(id)} />
    </div>
  );
}

function describe(drawing: Drawing, _version: number): string {
  const nodes = drawing.filterNodes((_, node) => !node.hidden).length;
  const edges = drawing.filterEdges((_, edge) => !edge.hidden).length;
  return `${counted(nodes, "node")}, ${counted(edges, "edge")}`;
}

function handlersOf(latest: { current: { state: GraphState; change: Change } }, setHovered: (id: string | null) => void): Handlers {
  const now = () => latest.current;
  return {
    onNode: (id) => now().change({ selected: id, edge: null }),
    onOpen: (id) => now().change({ expanded: toggled(now().state.expanded, id), nodes: withNode(now().state, id), selected: id }),
    onHover: setHovered,
    onEdge: (source, target) => now().change({ edge: [source, target], selected: null }),
    onGround: () => (now().state.selected || now().state.edge) && now().change({ selected: null, edge: null }),
    onMoved: (id, x, y) => now().change({ pinned: new Map([...now().state.pinned, [id, [x, y]]]) }),
  };
}

/** A node that was expanded stays when it is collapsed. */
export function withNode(state: GraphState, id: string): readonly string[] {
  return state.nodes.includes(id) ? state.nodes : [...state.nodes, id];
}

function applyPins(drawing: Drawing, state: GraphState): void {
  drawing.forEachNode((id) => {
    const pin = state.pinned.get(id);
    drawing.mergeNodeAttributes(id, pin ? { x: pin[0], y: pin[1], fixed: true } : { fixed: false });
  });
}

function focusOf(state: GraphState, hovered: string | null, path: string): Focus {
  return {
    selected: state.selected,
    hovered,
    edge: state.edge,
    path: new Set(path ? path.split("\n") : []),
    pinned: new Set(state.pinned.keys()),
    members: null,
  };
}

interface ToolsProps {
  picture: Picture | null;
  layout: Layout | null;
  busy: boolean;
  setBusy: (busy: boolean) => void;
  drawing: Drawing;
}

function Tools({ picture, layout, busy, setBusy, drawing }: ToolsProps) {
  const toggle = () => {
    if (busy) layout?.stop();
    else layout?.start();
    setBusy(!busy);
  };
  return (
    <div class="tools" role="toolbar" aria-label="View">
      <Tool icon="plus" label="Zoom in" onClick={() => picture?.zoom(1.4)} />
      <Tool icon="minus" label="Zoom out" onClick={() => picture?.zoom(1 / 1.4)} />
      <Tool icon="fit" label="Fit to the window" onClick={() => picture?.fit()} />
      <Tool icon={busy ? "pause" : "play"} label={busy ? "Stop the layout" : "Lay out again"} onClick={toggle} />
      <ExportMenu drawing={drawing} />
    </div>
  );
}

export function Tool({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button class="tool" type="button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/** One-letter commands on the selected node: expand, hide, pin; Escape lets go. */
function useKeys(state: GraphState, change: Change): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return;
      if (event.key === "Escape" && (state.selected || state.edge)) return change({ selected: null, edge: null });
      const id = state.selected;
      if (!id) return;
      if (event.key === "e") change({ expanded: toggled(state.expanded, id), nodes: withNode(state, id) });
      if (event.key === "h") change({ hidden: [...state.hidden, id], selected: null });
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
