// What a view may ask of a drawn graph, whoever draws it: WebGL through sigma, or a 2D canvas where there is none.
import type { Focus } from "./look";
import type { Drawing } from "./model";
import type { Box } from "./labels";
import type { Region } from "./paint";

export interface Picture {
  /** The drawing changed. */
  refresh(): void;
  setFocus(focus: Focus): void;
  zoom(factor: number): void;
  fit(): void;
  /** Bring a node to the middle; `ratio` 1 shows all, less is closer. */
  centre(id: string, ratio?: number): void;
  destroy(): void;
  readonly kind: "webgl" | "canvas";
}

export interface Handlers {
  onNode?: (id: string) => void;
  onOpen?: (id: string) => void;
  onHover?: (id: string | null) => void;
  onEdge?: (source: string, target: string) => void;
  onGround?: () => void;
  /** A node was put somewhere by hand. */
  onMoved?: (id: string, x: number, y: number) => void;
}

export interface PictureOptions {
  handlers: Handlers;
  arrows: boolean;
  /** Whether edges that are pointed out say their predicates. */
  edgeNames: boolean;
  /** Plain wheel scrolls the page unless the picture is the page. */
  wheel: boolean;
  /** Parts of the window that lie under buttons. */
  reserved?: readonly Box[];
  /** Named areas of a map. */
  regions?: readonly Region[];
}

/** Draw into the container with the best means the browser has. `?draw=canvas` forces the fall-back. */
export async function mountPicture(container: HTMLElement, drawing: Drawing, options: PictureOptions): Promise<Picture> {
  await document.fonts.ready;
  if (hasWebGL() && new URLSearchParams(location.search).get("draw") !== "canvas") {
    const { SigmaPicture } = await import("./sigma");
    return new SigmaPicture(container, drawing, options);
  }
  const { CanvasPicture } = await import("./canvas");
  return new CanvasPicture(container, drawing, options);
}

function hasWebGL(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
