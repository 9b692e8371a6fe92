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

/** Native code, and what is loaded only when it is needed. */
const dependenciesLeftOut = ['classic-level', '@node-rs/crc32', 'yaml', 'esbuild', 'nodemailer'];
/** What esbuild makes of bundled CommonJS calls `require` for Node's own modules. */
const requireForBundled =
  "import { createRequire as createRequireForBundled } from 'node:module'; const require = createRequireForBundled(import.meta.url);";

rmSync(dist, { recursive: true, force: true });
await Promise.all([
  build({
    ...settings,
    entryPoints: { cli: join(src, 'cli', 'main.ts'), testing: join(src, 'testing', 'start-snowglobe.ts') },
    outdir: dist,
    format: 'esm',
    splitting: true,
    // The rest is brought along: finding and reading its many files would be half of the start.
    external: dependenciesLeftOut,
    banner: { js: requireForBundled },
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
cpSync(join(src, 'execution', 'processes', 'python_runtime.py'), join(dist, 'python_runtime.py'));
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
