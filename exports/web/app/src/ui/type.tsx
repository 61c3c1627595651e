// What a thing is, said by word, colour and shape: no type is told by colour alone.
import type { NodeType } from "../types";

export const TYPES: readonly NodeType[] = [
  "Method",
  "Model",
  "Benchmark",
  "Dataset",
  "Task",
  "Metric",
  "Hardware",
  "Paper",
];

/** Outline of each type's shape in a box from -1 to 1; the drawn graph and its exports use the same. */
export const SHAPES: Record<NodeType, string> = {
  Method: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z",
  Model: "M-.85 -.85H.85V.85H-.85Z",
  Benchmark: "M0 -1.05L1.05 .8H-1.05Z",
  Dataset: "M0 -1.15L1.15 0L0 1.15L-1.15 0Z",
  Task: "M.55 -.95L1.1 0L.55 .95H-.55L-1.1 0L-.55 -.95Z",
  Metric: "M-.4 -1.05H.4V-.4H1.05V.4H.4V1.05H-.4V.4H-1.05V-.4H-.4Z",
  Hardware: "M0 1.05L-1.05 -.8H1.05Z",
  Paper: "M-.75 -1H.3L.8 -.45V1H-.75Z",
};

const LABELS: Record<NodeType, string> = {
  Method: "Method",
  Model: "Model",
  Benchmark: "Benchmark",
  Dataset: "Data set",
  Task: "Task",
  Metric: "Metric",
  Hardware: "Hardware",
  Paper: "Paper",
};

export function typeLabel(type: NodeType): string {
  return LABELS[type];
}

export function Shape({ type }: { type: NodeType }) {
  return (
    <svg class={`shape t-${type}`} viewBox="-1.3 -1.3 2.6 2.6" aria-hidden="true">
      <path d={SHAPES[type]} />
    </svg>
  );
}

export function TypeTag({ type }: { type: NodeType }) {
  return (
    <span class="tag">
      <Shape type={type} />
      {LABELS[type]}
    </span>
  );
}
