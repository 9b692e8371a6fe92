import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const skipped: ReadonlySet<string> = new Set(['node_modules', 'cdk.out', 'test', '.git', 'coverage']);

/** A digest over everything that an app's synthesis reads: its files (tests excepted), its lock file and the given settings. */
export async function digestInputs(appFolder: string, settings: readonly string[]): Promise<string> {
  const digest = createHash('sha256');
  for (const setting of settings) digest.update(`${setting}\0`);
  const lock = await nearestFile(appFolder, 'package-lock.json');
  for (const path of [...(await filesIn(appFolder)), ...(lock === undefined ? [] : [lock])]) {
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

/** The file of a name in the folder or in the nearest folder above that has one. */
async function nearestFile(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  if (await isReadable(path)) return path;
  return dirname(folder) === folder ? undefined : nearestFile(dirname(folder), name);
}

async function isReadable(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
