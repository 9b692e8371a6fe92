import { existsSync, readFileSync, realpathSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join, sep } from 'node:path';

type Load = (module: { _compile(content: string, filename: string): void }, filename: string) => void;

/**
 * The package.json that says what a `.js` file is, looked for up to the function's root only: on AWS nothing lies above it, while
 * on this machine the application's own package.json does.
 */
function packageFileOf(file: string, taskRoot: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const candidate = join(folder, 'package.json');
    if (existsSync(candidate)) return candidate;
    if (folder === taskRoot || folder === dirname(folder)) return undefined;
  }
}

/** True when the package.json of a file in the function's folder says `"type": "module"`. */
export function isModuleScope(file: string, taskRoot: string): boolean {
  const packageFile = packageFileOf(file, taskRoot);
  if (packageFile === undefined) return false;
  return (JSON.parse(readFileSync(packageFile, 'utf8')) as { type?: string }).type === 'module';
}

/** Makes `require` take a `.js` file of the function for CommonJS where the function has no package.json of its own. */
export function installModuleType(taskRoot: string): void {
  const { _extensions: loaders } = Module as unknown as { readonly _extensions: Record<string, Load> };
  const load = loaders['.js'];
  const root = realpathSync(taskRoot);
  loaders['.js'] = (module, filename) => {
    if (!filename.startsWith(`${root}${sep}`) || packageFileOf(filename, root) !== undefined)
      return load?.(module, filename);
    const text = readFileSync(filename, 'utf8');
    return module._compile(text.startsWith('\uFEFF') ? text.slice(1) : text, filename);
  };
}
