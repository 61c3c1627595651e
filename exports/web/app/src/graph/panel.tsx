// Beside the drawing: what is selected, the legend that filters, and the list of nodes for those who do not
// see the drawing or do not point.
import { useState } from "preact/hooks";
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { Statement } from "../entity/statement";
import { hrefOf } from "../router";
import { SuggestField } from "../search/suggest";
import type { NodeType, StatementList } from "../types";
import { count, counted, percent } from "../ui/format";
import { Icon, type IconName } from "../ui/icons";
import { Await } from "../ui/state";
import { Shape, TYPES, TypeTag, typeLabel } from "../ui/type";
import type { Drawing } from "./model";
import { toggled, type GraphState } from "./state";
import { withNode, type Change } from "./view";

interface Props {
  state: GraphState;
  change: Change;
  drawing: Drawing;
  version: number;
  path: readonly string[];
  onShow: (id: string) => void;
}

export function Panel(props: Props) {
  const { state, drawing } = props;
  const selected = state.selected && drawing.hasNode(state.selected) ? state.selected : null;
  return (
    <aside class="panel" aria-label="Selection and filters">
      <AddNode {...props} />
      {selected ? <SelectedNode {...props} id={selected} /> : null}
      {state.edge ? <SelectedEdge edge={state.edge} drawing={drawing} /> : null}
      <PathForm {...props} />
      <Legend {...props} />
      <Predicates {...props} />
      <Strength {...props} />
      <HiddenNodes {...props} />
      <NodeList {...props} />
    </aside>
  );
}

function AddNode({ state, change }: Props) {
  return (
    <SuggestField
      label="Add a node"
      placeholder="Add a node"
      onPick={(item) => change({ nodes: withNode(state, item.id), hidden: state.hidden.filter((id) => id !== item.id), selected: item.id, edge: null })}
    />
  );
}

function SelectedNode({ id, state, change, drawing, onShow }: Props & { id: string }) {
  const node = drawing.getNodeAttributes(id);
  const expanded = state.expanded.includes(id);
  const pinned = state.pinned.has(id);
  const pin = () => {
    const next = new Map(state.pinned);
    if (!next.delete(id)) next.set(id, [node.x, node.y]);
    change({ pinned: next });
  };
  return (
    <section class="card" aria-label="Selected node">
      <TypeTag type={node.kind} />
      <h2>
        <a href={hrefOf(id)}>{node.label || id}</a>
      </h2>
      <p class="muted small">
        {counted(node.papers, "paper")} · {counted(node.statements, "statement")}
      </p>
      <div class="card-actions">
        <Action icon={expanded ? "minus" : "expand"} label={expanded ? "Collapse" : "Expand"} onClick={() => change({ expanded: toggled(state.expanded, id), nodes: withNode(state, id) })} />
        <Action icon="hide" label="Hide" onClick={() => change({ hidden: [...state.hidden, id], selected: null })} />
        <Action icon="pin" label={pinned ? "Unpin" : "Pin"} pressed={pinned} onClick={pin} />
        <Action icon="fit" label="Centre" onClick={() => onShow(id)} />
      </div>
      <p>
        <a class="link small" href={hrefOf(id)}>
          Open its page
        </a>
      </p>
    </section>
  );
}

function Action({ icon, label, onClick, pressed }: { icon: IconName; label: string; onClick: () => void; pressed?: boolean }) {
  return (
    <button class="action" type="button" aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
      {label}
    </button>
  );
}

function SelectedEdge({ edge, drawing }: { edge: readonly [string, string]; drawing: Drawing }) {
  const [subject, object] = edge;
  const answer = useAnswer<StatementList>(apiUrl("statements", { subject, object, limit: 50 }));
  if (!drawing.hasNode(subject) || !drawing.hasNode(object)) return null;
  return (
    <section class="card" aria-label="Selected edge">
      <h2>
        {drawing.getNodeAttribute(subject, "label")} → {drawing.getNodeAttribute(object, "label")}
      </h2>
      <Await of={answer}>
        {(page) => (
          <ul class="statements">
            {page.statements.map((line) => (
              <Statement key={line.id} line={line} />
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}

function PathForm({ state, change, drawing, path }: Props) {
  const selected = state.selected;
  const name = (id: string) => (drawing.hasNode(id) ? drawing.getNodeAttribute(id, "label") : id);
  if (state.path) {
    return (
      <section class="card" aria-label="Shortest path">
        <h2>Shortest path</h2>
        <ol class="path">
          {path.map((id) => (
            <li key={id}>
              <button class="quiet" type="button" onClick={() => change({ selected: id, edge: null })}>
                {name(id)}
              </button>
            </li>
          ))}
        </ol>
        <Action icon="close" label="Clear path" onClick={() => change({ path: null })} />
      </section>
    );
  }
  if (!selected) return null;
  return (
    <SuggestField
      label="Shortest path to"
      placeholder={`Shortest path from ${name(selected)} to`}
      onPick={(item) => change({ path: [selected, item.id], nodes: withNode(state, selected), edge: null })}
    />
  );
}

function Legend({ state, change, drawing }: Props) {
  const present = new Map<NodeType, number>();
  drawing.forEachNode((_, node) => present.set(node.kind, (present.get(node.kind) ?? 0) + 1));
  return (
    <fieldset class="filter">
      <legend>Types</legend>
      {TYPES.filter((type) => present.has(type)).map((type) => (
        <label key={type} class="check">
          <input type="checkbox" checked={!state.offTypes.includes(type)} onChange={() => change({ offTypes: toggled(state.offTypes, type) })} />
          <Shape type={type} />
          <span>{typeLabel(type)}</span>
          <span class="muted number small">{count(present.get(type) ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Predicates({ state, change, drawing }: Props) {
  const meta = useMeta();
  const present = new Map<string, number>();
  drawing.forEachEdge((_, edge) => {
    for (const part of edge.parts) present.set(part.predicate, (present.get(part.predicate) ?? 0) + 1);
  });
  const names = [...present.keys()].sort((a, b) => (present.get(b) ?? 0) - (present.get(a) ?? 0) || (a < b ? -1 : 1));
  if (!names.length) return null;
  return (
    <fieldset class="filter">
      <legend>Predicates</legend>
      {names.map((name) => (
        <label key={name} class="check">
          <input type="checkbox" checked={!state.offPredicates.includes(name)} onChange={() => change({ offPredicates: toggled(state.offPredicates, name) })} />
          <span>{predicateLabel(meta, name)}</span>
          <span class="muted number small">{count(present.get(name) ?? 0)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Strength({ state, change }: Props) {
  const meta = useMeta();
  const [low, high] = meta?.years ?? [null, null];
  const setYear = (end: 0 | 1, text: string) => {
    const value = text === "" ? null : Number(text);
    change({ years: end === 0 ? [value, state.years[1]] : [state.years[0], value] }, { replace: true });
  };
  return (
    <fieldset class="filter">
      <legend>Belief and years</legend>
      <label class="slider">
        <span>Belief at least {percent(state.minBelief)}</span>
        <input type="range" min="0" max="1" step="0.05" value={state.minBelief} onInput={(event) => change({ minBelief: Number(event.currentTarget.value) }, { replace: true })} />
      </label>
      {low !== null && high !== null ? (
        <div class="years">
          <label>
            <span class="muted">From</span>
            <input type="number" min={low} max={high} placeholder={String(low)} value={state.years[0] ?? ""} onChange={(event) => setYear(0, event.currentTarget.value)} />
          </label>
          <label>
            <span class="muted">to</span>
            <input type="number" min={low} max={high} placeholder={String(high)} value={state.years[1] ?? ""} onChange={(event) => setYear(1, event.currentTarget.value)} />
          </label>
        </div>
      ) : null}
    </fieldset>
  );
}

function HiddenNodes({ state, change }: Props) {
  if (!state.hidden.length) return null;
  return (
    <p class="small">
      <span class="muted">{counted(state.hidden.length, "node")} hidden. </span>
      <button class="textual" type="button" onClick={() => change({ hidden: [] })}>
        Show again
      </button>
    </p>
  );
}

function NodeList({ state, change, drawing }: Props) {
  const [open, setOpen] = useState(false);
  const ids = drawing
    .filterNodes((_, node) => !node.hidden)
    .sort((a, b) => drawing.getNodeAttribute(b, "papers") - drawing.getNodeAttribute(a, "papers") || (a < b ? -1 : 1));
  return (
    <details class="filter" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Nodes as a list</summary>
      <ul class="node-list">
        {ids.map((id) => (
          <li key={id}>
            <button class="quiet" type="button" aria-pressed={state.selected === id} onClick={() => change({ selected: id, edge: null })}>
              <Shape type={drawing.getNodeAttribute(id, "kind")} />
              {drawing.getNodeAttribute(id, "label") || id}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
