// The neighbourhood of one node, small, beside its page. A click goes to the node's own page.
import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { go, hrefOf } from "../router";
import type { Meta, Subgraph } from "../types";
import { Layout } from "./layout";
import { NO_FOCUS } from "./look";
import { filter, merge, newDrawing } from "./model";
import { mountPicture, type Picture } from "./picture";
import { parseState } from "./state";

const NEIGHBOURS = 24;

export function MiniGraph({ id }: { id: string }) {
  const answer = useAnswer<Subgraph>(apiUrl("graph", { expand: [id], limit: NEIGHBOURS }));
  const meta = useMeta();
  return (
    <figure class="mini" aria-label={`Neighbourhood graph, ${answer.data?.nodes.length ?? 0} nodes`}>
      {answer.data && answer.data.nodes.length > 1 && meta ? <Drawn key={id} id={id} subgraph={answer.data} meta={meta} /> : null}
      {answer.data?.nodes.length === 1 ? <figcaption class="muted small">Nothing is related to it yet.</figcaption> : null}
      {answer.state === "failed" ? <figcaption class="muted small">The neighbourhood could not be loaded.</figcaption> : null}
    </figure>
  );
}

function Drawn({ id, subgraph, meta }: { id: string; subgraph: Subgraph; meta: Meta }) {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const drawing = newDrawing();
    merge(drawing, subgraph);
    filter(drawing, { ...parseState(new URLSearchParams()), nodes: [id] }, (p) => predicateLabel(meta, p));
    let picture: Picture | null = null;
    let gone = false;
    let hovered: string | null = null;
    const focus = () => picture?.setFocus({ ...NO_FOCUS, selected: id, hovered });
    const layout = new Layout(drawing, () => {
      picture?.refresh();
      setDrawn(true);
    });
    const handlers = {
      onNode: (node: string) => node !== id && go(hrefOf(node)),
      onHover: (node: string | null) => {
        hovered = node;
        focus();
      },
    };
    const options = { handlers, arrows: true, edgeNames: false, wheel: false };
    void mountPicture(place.current as HTMLElement, drawing, options).then((made) => {
      if (gone) return made.destroy();
      picture = made;
      focus();
      layout.start(300);
    });
    return () => {
      gone = true;
      layout.kill();
      picture?.destroy();
    };
  }, [id, subgraph, meta]);
  return <div ref={place} class={drawn ? "picture drawn" : "picture"} />;
}
