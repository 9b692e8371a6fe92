import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const checkRules = fileURLToPath(new URL('./check-rules.ts', import.meta.url));
const checkTemplates = fileURLToPath(new URL('./check-templates.ts', import.meta.url));
const app = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-policies-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

// Both checkers take a few hundred megabytes and set process.exitCode: they run in processes of their own.
test.each(['local', 'prod'])(
  "cdk-nag's AWS Solutions rules hold in %s, or have a reason not to",
  async (environment) => {
    const { stdout } = await run(
      process.execPath,
      ['--import', 'tsx', checkRules, join(folder, environment), environment],
      {
        env: { ...process.env, CDK_VALIDATION: 'true' },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    expect(JSON.parse(stdout.slice(stdout.lastIndexOf('\n{')))).toEqual({ violations: [] });
  },
  120_000,
);

test.each([
  ['any account', {}],
  ['a known account', { CDK_DEFAULT_ACCOUNT: '123456789012', CDK_DEFAULT_REGION: 'eu-north-1' }],
])(
  "AWS's own validator finds no errors in the templates for %s",
  async (_account, env) => {
    const out = join(folder, Object.keys(env).length === 0 ? 'any' : 'known');
    await run(process.execPath, ['--import', 'tsx', 'bin/ingest.ts'], {
      cwd: app,
      env: {
        ...process.env,
        ...env,
        CDK_VALIDATION: 'false',
        CDK_OUTDIR: out,
        CDK_CONTEXT_JSON: '{"aws:cdk:bundling-stacks":[]}',
      },
    });
    const { stdout } = await run(process.execPath, ['--import', 'tsx', checkTemplates, out]);
    const { templates, errors } = JSON.parse(stdout);
    expect({ templates: templates.length, errors }).toEqual({ templates: 1, errors: [] });
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    expect(manifest.missing).toBeUndefined();
  },
  120_000,
);
