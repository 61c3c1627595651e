import type { Node } from "../types";
import { hrefOf } from "../router";
import { Shape, typeLabel } from "./type";

/** A node's name as a link to its page, with its shape before it. */
export function NodeLink({ node, plain = false }: { node: Node; plain?: boolean }) {
  return (
    <a class="node" href={hrefOf(node.id)} title={typeLabel(node.type)}>
      {plain ? null : <Shape type={node.type} />}
      <span>{nodeName(node)}</span>
      <span class="visually-hidden">({typeLabel(node.type)})</span>
    </a>
  );
}

/** A paper without a title still needs a name to click. */
export function nodeName(node: Node): string {
  return node.name.trim() || node.id;
}
