export interface BatchLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Cuts entries into batches within both limits, in order. An entry beyond the limit of bytes is a batch of its own. */
export function batchesOf<T>(
  entries: readonly T[],
  bytesOf: (entry: T) => number,
  limits: BatchLimits,
): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry);
    const last = batches.at(-1);
    if (last === undefined || last.length === limits.entries || bytes + size > limits.bytes) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return batches;
}

/** Cuts entries into batches of so many, in order. */
export function chunksOf<T>(entries: readonly T[], size: number): readonly (readonly T[])[] {
  return batchesOf(entries, () => 0, { entries: size, bytes: 0 });
}
