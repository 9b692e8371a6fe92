import { statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';
import type { CodeCacheEntry } from '../messages.ts';
import { send } from './port.ts';

/** Smaller files compile faster than their cache is handled. */
const cachedFromBytes = 8_000;
/** V8's cache check knows the source's length only, so the key must tell one file from another. */
const keyOf = (filename: string): string => {
  const { size, mtimeMs } = statSync(filename);
  return `${filename}|${size}|${mtimeMs}|${process.version}`;
};

type Compile = (this: NodeJS.Module, content: string, filename: string, ...rest: unknown[]) => unknown;
const fresh: { readonly key: string; readonly script: Script }[] = [];

/** Compiles large CommonJS files with V8's code cache, kept by the main thread from one environment to the next. */
export function installCodeCache(entries: readonly CodeCacheEntry[]): void {
  const known = new Map(entries.map((entry) => [entry.key, entry.data]));
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const compile = prototype._compile;
  prototype._compile = function (content, filename, ...rest) {
    // Node reads a source map only for modules that it compiles itself.
    if (content.length < cachedFromBytes || content.includes('\n//# sourceMappingURL=')) {
      return compile.call(this, content, filename, ...rest);
    }
    return compileCached(this, content, filename, known);
  };
}

function compileCached(
  module: NodeJS.Module,
  content: string,
  filename: string,
  known: ReadonlyMap<string, Uint8Array>,
): unknown {
  const key = keyOf(filename);
  const cachedData = known.get(key);
  const source = Module.wrap(content);
  const script = new Script(source, {
    filename,
    columnOffset: -source.indexOf(content.slice(0, 64)),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData ? { cachedData } : {}),
  });
  if (!cachedData || script.cachedDataRejected) fresh.push({ key, script });
  const wrapper = script.runInThisContext() as (...args: unknown[]) => unknown;
  return wrapper.call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename));
}

/**
 * Hands the code of one newly compiled file to the main thread, with the functions that have run by now. Returns false
 * when there is none left.
 */
export function shareCompiledCode(): boolean {
  const next = fresh.shift();
  if (!next) return false;
  const compiled = next.script.createCachedData();
  // Shared memory: every later worker reads it without a copy.
  const data = new Uint8Array(new SharedArrayBuffer(compiled.byteLength));
  data.set(compiled);
  send({ kind: 'code-cache', entry: { key: next.key, data } });
  return true;
}
