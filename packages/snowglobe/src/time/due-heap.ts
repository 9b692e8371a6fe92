/** Something due at an instant (epoch ms); those of the same instant come out in the order in which they went in. */
export interface DueWork {
  readonly at: number;
  readonly order: number;
  readonly label: string;
  readonly work: () => void | Promise<void>;
  cancelled: boolean;
}

function isEarlier(a: DueWork, b: DueWork): boolean {
  return a.at !== b.at ? a.at < b.at : a.order < b.order;
}

/** A binary heap of due work, earliest first. */
export class DueHeap {
  readonly #heap: DueWork[] = [];

  /** The earliest that is not cancelled. */
  peek(): DueWork | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0];
  }

  pop(): DueWork | undefined {
    const first = this.peek();
    if (first) this.#removeFirst();
    return first;
  }

  push(due: DueWork): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfEarlier(at, parent)) return;
      at = parent;
    }
  }

  /** What is still due, in order. */
  list(): readonly DueWork[] {
    return this.#heap.filter((due) => !due.cancelled).sort((a, b) => (isEarlier(a, b) ? -1 : 1));
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let earliest = at;
      if (this.#isEarlierAt(left, earliest)) earliest = left;
      if (this.#isEarlierAt(right, earliest)) earliest = right;
      if (earliest === at) return;
      this.#swapIfEarlier(earliest, at);
      at = earliest;
    }
  }

  #isEarlierAt(a: number, b: number): boolean {
    const first = this.#heap[a];
    const second = this.#heap[b];
    return first !== undefined && second !== undefined && isEarlier(first, second);
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#isEarlierAt(child, parent)) return false;
    const held = this.#heap[child] as DueWork;
    this.#heap[child] = this.#heap[parent] as DueWork;
    this.#heap[parent] = held;
    return true;
  }
}
