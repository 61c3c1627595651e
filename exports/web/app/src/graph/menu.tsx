// Downloads of what is on screen.
import { useEffect, useRef, useState } from "preact/hooks";
import { download } from "../ui/format";
import { Icon } from "../ui/icons";
import { toJson, toPng, toSvg, visiblePairs } from "./export";
import type { Drawing } from "./model";

export function ExportMenu({ drawing }: { drawing: Drawing }) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onDown = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    addEventListener("pointerdown", onDown);
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("pointerdown", onDown);
      removeEventListener("keydown", onKey);
    };
  }, [open]);
  const save = (work: () => Promise<void> | void) => {
    setOpen(false);
    setFailed("");
    Promise.resolve(work()).catch((error: Error) => setFailed(error.message));
  };
  return (
    <div class="menu" ref={box}>
      <button class="tool" type="button" aria-label="Download" title="Download" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="download" />
      </button>
      <ul hidden={!open}>
        <Item label="Picture (PNG)" onClick={() => save(async () => download("graph.png", await toPng(drawing), "image/png"))} />
        <Item label="Drawing (SVG)" onClick={() => save(() => download("graph.svg", toSvg(drawing), "image/svg+xml"))} />
        <Item label="Data (JSON)" onClick={() => save(() => download("graph.json", toJson(drawing), "application/json"))} />
        <Item label="RDF (Turtle)" onClick={() => save(() => saveTurtle(drawing))} />
      </ul>
      {failed ? <p role="alert">{failed}</p> : null}
    </div>
  );
}

function Item({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <li>
      <button type="button" onClick={onClick}>
        {label}
      </button>
    </li>
  );
}

async function saveTurtle(drawing: Drawing): Promise<void> {
  const answer = await fetch("/api/turtle", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ edges: visiblePairs(drawing) }),
  });
  if (!answer.ok) throw new Error("The server could not write Turtle.");
  download("graph.ttl", await answer.text(), "text/turtle");
}
