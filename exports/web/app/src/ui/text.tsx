// Text from papers. It only ever becomes text nodes: nothing here can turn it into markup.
import type { Piece } from "../types";
import { hrefOf } from "../router";
import { typeLabel } from "./type";

const SAID = { subject: "subject", object: "object", trigger: "trigger", number: "number" } as const;

/** A sentence with subject, trigger, object and numbers marked. */
export function MarkedText({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, i) =>
        piece.roles.length === 0 ? (
          piece.text
        ) : (
          <mark key={i} class={piece.roles.map((role) => `m-${role}`).join(" ")} title={piece.roles.join(", ")}>
            {piece.text}
            <span class="visually-hidden"> [{piece.roles.map((role) => SAID[role]).join(", ")}]</span>
          </mark>
        ),
      )}
    </>
  );
}

interface EntityTextProps {
  pieces: readonly Piece[];
  lit: ReadonlySet<string>;
  onLight: (ids: readonly string[]) => void;
}

/** Text of a paper with its entities as links, coloured by type; `lit` ones stand out. */
export function EntityText({ pieces, lit, onLight }: EntityTextProps) {
  return (
    <>
      {pieces.map((piece, i) => {
        if (!piece.entity || !piece.type) return piece.text;
        const id = piece.entity;
        return (
          <a
            key={i}
            href={hrefOf(id)}
            class={`named n-${piece.type}${lit.has(id) ? " lit" : ""}`}
            title={typeLabel(piece.type)}
            onMouseEnter={() => onLight([id])}
            onMouseLeave={() => onLight([])}
            onFocus={() => onLight([id])}
            onBlur={() => onLight([])}
          >
            {piece.text}
          </a>
        );
      })}
    </>
  );
}
