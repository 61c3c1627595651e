import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";
const system = () => matchMedia("(prefers-color-scheme: dark)");
const EVENT = "kg-theme";

/** The theme in force: the chosen one, else the system's. */
export function theme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return system().matches ? "dark" : "light";
}

export function setTheme(next: Theme): void {
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem("kg-theme", next);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  dispatchEvent(new Event(EVENT));
}

export function useTheme(): Theme {
  const [value, setValue] = useState(theme);
  useEffect(() => {
    const update = () => setValue(theme());
    const media = system();
    addEventListener(EVENT, update);
    media.addEventListener("change", update);
    return () => {
      removeEventListener(EVENT, update);
      media.removeEventListener("change", update);
    };
  }, []);
  return value;
}

/** A colour of the palette as the canvas needs it: resolved for the theme in force. */
export function colour(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
