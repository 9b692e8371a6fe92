import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as Esbuild from 'esbuild';
import { packageFolder } from './package-folder.ts';

let bundled: string | undefined;

/**
 * The file that worker threads run. A release has it in `dist`; from sources it is built there-like, once per process,
 * into the folder for temporary files, unless the built one is newer than its sources.
 */
export function workerFile(): string {
  bundled ??= locate();
  return bundled;
}

function locate(): string {
  const built = join(packageFolder, 'dist', 'function-worker.cjs');
  const sources = join(packageFolder, 'src', 'execution');
  if (existsSync(built) && (!existsSync(sources) || statSync(built).mtimeMs >= newestChange(sources))) return built;
  return buildFromSources(join(sources, 'worker', 'main.ts'));
}

function newestChange(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return Math.max(...files.map((file) => statSync(join(folder, file)).mtimeMs));
}

function buildFromSources(entry: string): string {
  // Required here only: a release neither has nor needs esbuild.
  const esbuild = createRequire(import.meta.url)('esbuild') as Pick<typeof Esbuild, 'buildSync'>;
  const outfile = join(mkdtempSync(join(tmpdir(), 'snowglobe-worker-')), 'function-worker.cjs');
  esbuild.buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', target: 'node20', outfile });
  process.once('exit', () => rmSync(dirname(outfile), { recursive: true, force: true }));
  return outfile;
}
