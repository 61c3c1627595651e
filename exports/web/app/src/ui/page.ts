import { useEffect } from "preact/hooks";

/** The title in the browser's tab, which screen readers say on arrival. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · kg` : "kg explorer";
  }, [title]);
}
