// Builds packages/snowglobe/dist: the bundled entry points, the generated data beside them, and the declarations.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './setup.mjs';

const runtime = join(root, 'packages', 'snowglobe');
const src = join(runtime, 'src');
const dist = join(runtime, 'dist');

const settings = { bundle: true, platform: 'node', target: 'node20.19', sourcemap: true, logLevel: 'warning' };

rmSync(dist, { recursive: true, force: true });
await Promise.all([
  build({
    ...settings,
    entryPoints: { cli: join(src, 'cli', 'main.ts'), testing: join(src, 'testing', 'start-snowglobe.ts') },
    outdir: dist,
    format: 'esm',
    splitting: true,
    packages: 'external',
  }),
  build({
    ...settings,
    entryPoints: [join(src, 'execution', 'worker', 'main.ts')],
    outfile: join(dist, 'function-worker.cjs'),
    format: 'cjs',
    packages: 'external',
  }),
]);
cpSync(join(src, 'gateway', 'models'), join(dist, 'models'), { recursive: true });
cpSync(join(src, 'stacks', 'schemas'), join(dist, 'schemas'), { recursive: true });
const declarations = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'typescript7', 'bin', 'tsc'), '-p', join(runtime, 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
);
if (declarations.status !== 0) process.exit(declarations.status ?? 1);
writeFileSync(join(dist, '.built-at'), '');
