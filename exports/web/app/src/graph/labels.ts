// Labels never overlap: each takes its box, the next one that would touch it is left out.
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CELL = 64;

/** The boxes taken so far in a frame, in a grid so that a check looks at few of them. */
export class Occupied {
  private readonly cells = new Map<number, Box[]>();

  constructor(reserved: readonly Box[] = []) {
    for (const box of reserved) this.reserve(box);
  }

  /** Keep a box free of labels, whatever else has it. */
  reserve(box: Box): void {
    for (const key of keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** Take the box if nothing else has any of it. */
  take(box: Box): boolean {
    if (keys(box).some((key) => this.cells.get(key)?.some((other) => overlap(box, other)))) return false;
    this.reserve(box);
    return true;
  }
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function keys(box: Box): number[] {
  const found: number[] = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x++) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y++) found.push(x * 10007 + y);
  }
  return found;
}
