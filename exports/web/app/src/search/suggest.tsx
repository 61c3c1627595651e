// A search field that suggests while one types: the ARIA combobox pattern, keyboard first.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Suggestion, Suggestions } from "../types";
import { apiUrl, get } from "../api/client";
import { Shape, typeLabel } from "../ui/type";
import { counted } from "../ui/format";
import { Icon } from "../ui/icons";

interface Props {
  label: string;
  placeholder: string;
  /** Only these types are suggested; none means all. */
  types?: readonly string[];
  onPick: (item: Suggestion) => void;
  /** Enter without a picked suggestion. */
  onText?: (text: string) => void;
  initial?: string;
  big?: boolean;
  shortcut?: boolean;
}

const WAIT_MS = 60;

export function SuggestField(props: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(props.initial ?? "");
  const [items, setItems] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  useEffect(() => setText(props.initial ?? ""), [props.initial]);
  useShortcut(props.shortcut ?? false, field);
  useSuggestions(text, props.types, open, (found) => {
    setItems(found);
    setActive(-1);
  });

  const pick = (item: Suggestion) => {
    setOpen(false);
    setText("");
    field.current?.blur();
    props.onPick(item);
  };
  const submit = () => {
    const chosen = items[active] ?? (props.onText ? undefined : items[0]);
    if (chosen) return pick(chosen);
    if (!text.trim() || !props.onText) return;
    setOpen(false);
    props.onText(text.trim());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setActive(step(active, event.key === "ArrowDown" ? 1 : -1, items.length));
    } else if (event.key === "Escape") {
      if (open) setOpen(false);
      else setText("");
    }
  };
  const shown = open && text.trim() !== "" && items.length > 0;
  return (
    <form
      class={`suggest${props.big ? " big" : ""}`}
      role="search"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        role="combobox"
        list={undefined}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        aria-label={props.label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={props.placeholder}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {props.shortcut ? <kbd aria-hidden="true">/</kbd> : null}
      <ul id={`${id}-list`} role="listbox" aria-label="Suggestions" hidden={!shown}>
        {items.map((item, i) => (
          <li
            key={item.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            class={i === active ? "active" : ""}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
            onMouseMove={() => setActive(i)}
          >
            <Shape type={item.type} />
            <span class="what">
              {item.name}
              {item.alias ? <span class="muted"> also {item.alias}</span> : null}
            </span>
            <span class="muted small">
              {typeLabel(item.type)}
              {item.type === "Paper" ? "" : ` · ${counted(item.papers, "paper")}`}
            </span>
          </li>
        ))}
      </ul>
    </form>
  );
}

/** The next active suggestion; -1 is the field itself, between the last and the first. */
export function step(active: number, by: 1 | -1, length: number): number {
  return ((active + 1 + by + length + 1) % (length + 1)) - 1;
}

function useSuggestions(
  text: string,
  types: readonly string[] | undefined,
  open: boolean,
  found: (items: readonly Suggestion[]) => void,
): void {
  const key = types?.join() ?? "";
  useEffect(() => {
    const wanted = text.trim();
    if (!open || !wanted) return found([]);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<Suggestions>(apiUrl("suggest", { q: wanted, type: types ?? [] }), abort.signal).then(
        (answer) => found(answer.items),
        () => undefined, // Enter still searches, and that view says what is wrong.
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, key, open]);
}

/** "/" anywhere puts the cursor into the field, as long as nothing else is being typed into. */
function useShortcut(wanted: boolean, field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    if (!wanted) return;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest("input, textarea, select, [contenteditable], .CodeMirror")) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [wanted]);
}
