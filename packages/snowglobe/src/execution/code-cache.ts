import type { FunctionSpec } from './function-spec.ts';
import type { CodeCacheEntry } from './messages.ts';

/** At most so much compiled code is kept. */
const limitBytes = 128 * 1_048_576;

/** Compiled code by folder: later environments of a function, or of its next revision, start without compiling. */
export function createCodeCache() {
  const byFolder = new Map<string, Map<string, CodeCacheEntry>>();
  let bytes = 0;
  return {
    entries: (spec: FunctionSpec): readonly CodeCacheEntry[] => [...(byFolder.get(spec.codeFolder)?.values() ?? [])],
    keep(spec: FunctionSpec, entry: CodeCacheEntry): void {
      if (bytes + entry.data.byteLength > limitBytes) {
        byFolder.clear();
        bytes = 0;
      }
      const entries = byFolder.get(spec.codeFolder) ?? new Map<string, CodeCacheEntry>();
      bytes += entry.data.byteLength - (entries.get(entry.key)?.data.byteLength ?? 0);
      byFolder.set(spec.codeFolder, entries.set(entry.key, entry));
    },
  };
}
