// The visible part of the graph as PNG, SVG or JSON, laid out as it stands.
import type { GraphEdge } from "../types";
import { SHAPES } from "../ui/type";
import { readPalette, NO_FOCUS, type Palette } from "./look";
import type { Drawing } from "./model";
import { arrowHead, FONT, measureWith, paintNames, paintScene, placeNames, tip, type Name } from "./paint";
import { extentOf, scene, type Scene } from "./scene";

const WIDTH = 1600;
const MARGIN = 80;

interface Sheet {
  frame: Scene;
  names: readonly Name[];
  palette: Palette;
  width: number;
  height: number;
}

function sheet(drawing: Drawing): Sheet {
  const { x, y } = extentOf(drawing);
  const scale = (WIDTH - 2 * MARGIN) / (x[1] - x[0]);
  const height = Math.min(2400, Math.max(500, (y[1] - y[0]) * scale + 2 * MARGIN));
  const fit = Math.min(scale, (height - 2 * MARGIN) / (y[1] - y[0]));
  const palette = readPalette();
  const project = (px: number, py: number) => ({
    x: WIDTH / 2 + (px - (x[0] + x[1]) / 2) * fit,
    y: height / 2 - (py - (y[0] + y[1]) / 2) * fit,
  });
  const frame = scene(drawing, NO_FOCUS, palette, project, 1.1);
  const context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  const names = placeNames(frame, palette, measureWith(context), { width: WIDTH, height });
  return { frame, names, palette, width: WIDTH, height };
}

export async function toPng(drawing: Drawing): Promise<Blob> {
  const { frame, names, palette, width, height } = sheet(drawing);
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.scale(2, 2);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  paintScene(context, frame);
  paintNames(context, names, palette);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The browser gave no picture."))), "image/png");
  });
}

export function toSvg(drawing: Drawing): string {
  const { frame, names, palette, width, height } = sheet(drawing);
  const n = (value: number) => value.toFixed(1);
  const edges = frame.edges.map((edge) => {
    const end = tip(edge);
    const head = arrowHead(end, edge.look.size).map((p) => p.map(n).join(",")).join(" ");
    const line = `<line x1="${n(edge.source.x)}" y1="${n(edge.source.y)}" x2="${n(end.x)}" y2="${n(end.y)}" stroke-width="${n(edge.look.size)}"/>`;
    return `<g stroke="${edge.look.colour}" fill="${edge.look.colour}">${line}<polygon points="${head}" stroke="none"/></g>`;
  });
  const nodes = frame.nodes.map(
    (node) => `<path d="${SHAPES[node.kind]}" fill="${node.look.colour}" transform="translate(${n(node.x)} ${n(node.y)}) scale(${n(node.radius)})"/>`,
  );
  const labels = names.map(
    (name) => `<text x="${n(name.x)}" y="${n(name.y)}" fill="${name.colour}" font-size="${name.px}" font-weight="${name.weight}">${escapeXml(name.text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}">`,
    `<rect width="100%" height="100%" fill="${palette.ground}"/>`,
    ...edges,
    ...nodes,
    `<g font-family="${escapeXml(FONT)}" dominant-baseline="central" paint-order="stroke" stroke="${palette.ground}" stroke-width="3.5" stroke-linejoin="round">`,
    ...labels,
    "</g>",
    "</svg>\n",
  ].join("\n");
}

/** Text as XML character data; characters that XML 1.0 forbids are left out. */
export function escapeXml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (c) => entities[c] as string);
}

/** Nodes with their places, edges with their claims: enough to draw it again elsewhere. */
export function toJson(drawing: Drawing): string {
  const nodes = drawing
    .filterNodes((_, node) => !node.hidden)
    .map((id) => {
      const { x, y, label, kind, papers, statements } = drawing.getNodeAttributes(id);
      return { id, name: label, type: kind, papers, statements, x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100 };
    });
  const edges: GraphEdge[] = drawing.filterEdges((_, edge) => !edge.hidden).flatMap((key) => [...drawing.getEdgeAttribute(key, "parts")]);
  return `${JSON.stringify({ nodes, edges }, null, 1)}\n`;
}

/** The claims of the visible edges, for the server to write as Turtle. */
export function visiblePairs(drawing: Drawing): [string, string, string][] {
  return drawing
    .filterEdges((_, edge) => !edge.hidden)
    .flatMap((key) => drawing.getEdgeAttribute(key, "parts").map((part): [string, string, string] => [part.source, part.predicate, part.target]));
}
