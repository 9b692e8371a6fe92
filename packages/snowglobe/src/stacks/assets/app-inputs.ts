import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const skipped: ReadonlySet<string> = new Set(['node_modules', 'cdk.out', 'test', '.git', 'coverage']);

/**
 * A digest over everything that an app's synthesis reads: its files (tests excepted), its lock file, the packages of its
 * own workspace, and the given settings.
 */
export async function digestInputs(appFolder: string, settings: readonly string[]): Promise<string> {
  const digest = createHash('sha256');
  for (const setting of settings) digest.update(`${setting}\0`);
  const lock = await nearestFile(appFolder, 'package-lock.json');
  const linked = await Promise.all((await linkedPackages(appFolder)).map(filesIn));
  for (const path of [...(await filesIn(appFolder)), ...linked.flat(), ...(lock === undefined ? [] : [lock])]) {
    digest.update(`${path.startsWith(appFolder) ? path.slice(appFolder.length) : path}\0`);
    digest.update(await readFile(path));
  }
  return digest.digest('hex');
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const kept = entries.filter(({ name }) => !skipped.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    kept.map(async (entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
    }),
  );
  return nested.flat();
}

/** The folders of dependencies that are links to another place: no lock file tells of a change there. */
async function linkedPackages(appFolder: string): Promise<readonly string[]> {
  const text = await readFile(join(appFolder, 'package.json'), 'utf8').catch(() => '{}');
  const { dependencies = {} } = JSON.parse(text) as { readonly dependencies?: Readonly<Record<string, string>> };
  const folders = await Promise.all(
    Object.keys(dependencies).map(async (name) => {
      const path = await nearestFile(appFolder, join('node_modules', name));
      return path !== undefined && (await lstat(path)).isSymbolicLink() ? [await realpath(path)] : [];
    }),
  );
  return folders.flat();
}

/** The file (or folder) of a name in the folder or in the nearest folder above that has one. */
async function nearestFile(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  if (await exists(path)) return path;
  return dirname(folder) === folder ? undefined : nearestFile(dirname(folder), name);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
