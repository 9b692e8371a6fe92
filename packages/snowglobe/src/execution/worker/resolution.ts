import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type ResolveFilename = (request: string, parent: unknown, isMain: boolean, options?: object) => string;

const isBare = (request: string): boolean => !/^(\.{0,2}\/|\.{1,2}$|node:|[a-z]+:\/\/)/i.test(request);
/** Packages that AWS's Node.js runtimes bring. */
export const isAwsSdk = (request: string): boolean => /^@(aws-sdk|smithy)\//.test(request);

/**
 * `require` looks in the function's own folders first, then in its layers, then (for the AWS SDK) in Snowglobe's package:
 * the order that NODE_PATH gives on AWS.
 */
export function installResolution(modulePaths: readonly string[], packageFolder: string): void {
  const loader = Module as unknown as { _resolveFilename: ResolveFilename };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, parent, isMain, options) => {
    try {
      return resolve.call(Module, request, parent, isMain, options);
    } catch (error) {
      if (!isBare(request) || (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      const found = resolveElsewhere(request, modulePaths, packageFolder, resolve);
      if (found === undefined) throw error;
      return found;
    }
  };
}

function resolveElsewhere(
  request: string,
  modulePaths: readonly string[],
  packageFolder: string,
  resolve: ResolveFilename,
): string | undefined {
  const places = isAwsSdk(request) ? [...modulePaths, join(packageFolder, 'node_modules')] : modulePaths;
  for (const place of places) {
    try {
      // A parent inside the folder: the usual walk upwards from there finds it first.
      const parent = { id: place, filename: join(place, 'x.js'), paths: [place, ...walkUp(place)] };
      return resolve.call(Module, request, parent, false);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

/** Parent folders' node_modules: in a workspace Snowglobe's dependencies are hoisted. */
function walkUp(place: string): readonly string[] {
  const paths = (Module as unknown as { _nodeModulePaths(from: string): string[] })._nodeModulePaths(join(place, '..'));
  return paths;
}

/** The hook that resolves the SDK for `import` where Node found none; registered only when an import has failed so. */
const hookSource = (packageFolder: string): string => `
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const require = createRequire(${JSON.stringify(pathToFileURL(join(packageFolder, 'package.json')).href)});
export async function resolve(specifier, context, next) {
  try { return await next(specifier, context); }
  catch (error) {
    if (!/^@(aws-sdk|smithy)\\//.test(specifier)) throw error;
    return next(pathToFileURL(require.resolve(specifier)).href, context);
  }
}`;

/** True when the failed import may succeed once Snowglobe's own copy of the SDK is offered. */
export function isMissingAwsSdk(error: unknown): boolean {
  const failure = error as NodeJS.ErrnoException;
  return failure?.code === 'ERR_MODULE_NOT_FOUND' && /Cannot find package '@(aws-sdk|smithy)\//.test(failure.message);
}

/** Offers Snowglobe's copy of the SDK to `import`. Costs a helper thread, so only where it is needed. */
export function offerAwsSdkToImports(packageFolder: string): void {
  Module.register(`data:text/javascript,${encodeURIComponent(hookSource(packageFolder))}`);
}

/** A require that starts in the function's folder. */
export function requireFrom(folder: string): NodeJS.Require {
  return createRequire(join(folder, 'function.js'));
}

/** For `import()` of a file. */
export function fileUrl(path: string): string {
  return pathToFileURL(path).href;
}
