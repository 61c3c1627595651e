// Draws the map with the same two renderers as the graph; community names lie above it.
import { NO_FOCUS } from "../graph/look";
import { newDrawing, type Drawing } from "../graph/model";
import { mountPicture, type Picture } from "../graph/picture";
import type { Community, NodeType, Overview } from "../types";

export interface MapPicture {
  show(community: Community | null, node: string | null): void;
  zoom(factor: number): void;
  fit(): void;
  destroy(): void;
}

interface MapHandlers {
  onNode: (id: string) => void;
  onCommunity: (number: number | null) => void;
}

/** Above this, ties between communities would cover everything; they show when one of their ends is pointed at. */
const MANY_EDGES = 12_000;

export async function mountMap(container: HTMLElement, overview: Overview, handlers: MapHandlers): Promise<MapPicture> {
  const drawing = fill(overview);
  const picture = await mountPicture(container, drawing, {
    handlers: { onNode: handlers.onNode, onGround: () => handlers.onCommunity(null) },
    arrows: false,
    edgeNames: false,
    wheel: true,
    reserved: [{ left: 0, top: 0, right: 62, bottom: 145 }],
    regions: overview.communities,
  });
  const members = new Map<number, Set<string>>();
  overview.community.forEach((number, i) => {
    const set = members.get(number) ?? new Set<string>();
    members.set(number, set.add(overview.ids[i] as string));
  });
  return {
    show: (community, node) => show(picture, drawing, community ? (members.get(community.number) ?? null) : null, community, node),
    zoom: (factor) => picture.zoom(factor),
    fit: () => picture.fit(),
    destroy: () => picture.destroy(),
  };
}

function show(picture: Picture, drawing: Drawing, members: ReadonlySet<string> | null, community: Community | null, node: string | null): void {
  if (node && drawing.hasNode(node)) {
    picture.setFocus({ ...NO_FOCUS, selected: node });
    picture.centre(node, 0.12);
  } else if (members && community) {
    picture.setFocus({ ...NO_FOCUS, members });
    picture.centre(community.names_ids[0] ?? "", Math.min(1, Math.max(0.08, community.radius / 400)));
  } else {
    picture.setFocus(NO_FOCUS);
  }
}

function fill(overview: Overview): Drawing {
  const drawing = newDrawing();
  overview.ids.forEach((id, i) => {
    drawing.addNode(id, {
      x: overview.x[i] as number,
      y: overview.y[i] as number,
      size: overview.sizes[i] as number,
      label: overview.names[i] as string,
      kind: overview.types[overview.type[i] as number] as NodeType,
      papers: 0,
      statements: 0,
      hidden: false,
      fixed: true,
    });
  });
  const many = overview.edges.length / 2 > MANY_EDGES;
  for (let i = 0; i < overview.edges.length; i += 2) {
    const [a, b] = [overview.edges[i] as number, overview.edges[i + 1] as number];
    const [source, target] = [overview.ids[a] as string, overview.ids[b] as string];
    const asked = many && overview.community[a] !== overview.community[b];
    if (!drawing.hasEdge(source, target)) drawing.addEdge(source, target, { parts: [], hidden: false, weight: 0.5, predicates: "", asked });
  }
  return drawing;
}
