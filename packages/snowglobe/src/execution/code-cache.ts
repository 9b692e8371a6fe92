import type { CodeCacheEntry } from './messages.ts';

/** At most so much compiled code is kept. */
const limitBytes = 128 * 1_048_576;

/** Compiled code by file, in memory that all threads share: later environments start without compiling. */
export class CodeCache {
  readonly #entries = new Map<string, CodeCacheEntry>();
  #bytes = 0;

  entries(): readonly CodeCacheEntry[] {
    return [...this.#entries.values()];
  }

  keep(entry: CodeCacheEntry): void {
    if (this.#entries.has(entry.key)) return;
    if (this.#bytes + entry.data.byteLength > limitBytes) {
      this.#entries.clear();
      this.#bytes = 0;
    }
    this.#bytes += entry.data.byteLength;
    this.#entries.set(entry.key, entry);
  }
}
