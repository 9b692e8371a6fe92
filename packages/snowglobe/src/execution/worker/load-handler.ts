import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { RuntimeError } from './error-body.ts';
import { isModuleScope } from './module-type.ts';
import { fileUrl, isMissingAwsSdk, offerAwsSdkToImports, requireFrom } from './resolution.ts';

/** A user's function. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** Loads `folder/file.export.path` from the task root: `.js` (or no extension), `.mjs`, `.cjs`, as Lambda's Node.js runtime. */
export async function loadHandler(taskRoot: string, handler: string, packageFolder: string): Promise<Handler> {
  const { modulePath, exportPath } = splitHandler(handler);
  const found = exportPath.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    await loadModule(taskRoot, modulePath, packageFolder),
  );
  if (found === undefined || found === null)
    throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found as Handler;
}

/** `dist/index.api.handler` is the module `dist/index` and the exports `api`, `handler`. */
function splitHandler(handler: string): { readonly modulePath: string; readonly exportPath: readonly string[] } {
  if (handler.includes('..')) {
    throw new RuntimeError(
      'Runtime.MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const file = basename(handler);
  const match = /^([^.]*)\.(.*)$/.exec(file);
  if (!match?.[1] || !match[2]) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  return {
    modulePath: join(handler.slice(0, handler.length - file.length), match[1]),
    exportPath: match[2].split('.'),
  };
}

async function loadModule(taskRoot: string, modulePath: string, packageFolder: string): Promise<unknown> {
  const path = resolve(taskRoot, modulePath);
  try {
    if (existsSync(`${path}.js`))
      return isModuleScope(path, taskRoot)
        ? await importFile(`${path}.js`, packageFolder)
        : requireFrom(taskRoot)(`${path}.js`);
    if (existsSync(`${path}.mjs`)) return await importFile(`${path}.mjs`, packageFolder);
    if (existsSync(`${path}.cjs`)) return requireFrom(taskRoot)(`${path}.cjs`);
    return requireFrom(taskRoot)(existsSync(path) ? path : `./${modulePath}`);
  } catch (error) {
    throw loadError(error);
  }
}

async function importFile(path: string, packageFolder: string): Promise<unknown> {
  try {
    return await import(fileUrl(path));
  } catch (error) {
    if (!isMissingAwsSdk(error)) throw error;
    offerAwsSdkToImports(packageFolder);
    // Another address, since Node remembers the failed one.
    return import(`${fileUrl(path)}?sdk`);
  }
}

function loadError(error: unknown): unknown {
  const failure = error as NodeJS.ErrnoException;
  if (error instanceof SyntaxError)
    return new RuntimeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${failure.message}`, failure.stack);
  if (failure?.code === 'MODULE_NOT_FOUND' || failure?.code === 'ERR_MODULE_NOT_FOUND') {
    return new RuntimeError('Runtime.ImportModuleError', `Error: ${failure.message}`, failure.stack);
  }
  return error;
}
