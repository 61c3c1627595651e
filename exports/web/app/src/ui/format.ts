const whole = new Intl.NumberFormat("en");

export function count(value: number): string {
  return whole.format(value);
}

/** "1 paper", "1,204 papers". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

/** A file name from a node's name. */
export function fileName(name: string): string {
  return name.normalize("NFKD").replace(/[^A-Za-z0-9.+-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "kg";
}

/** Hand a text or picture to the browser as a download. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
