import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { synthesize } from './synthesize.ts';

const app = `
const fs = require('node:fs');
fs.mkdirSync(process.env.CDK_OUTDIR, { recursive: true });
const context = JSON.parse(process.env.CDK_CONTEXT_JSON);
const seen = { region: process.env.CDK_DEFAULT_REGION, validation: process.env.CDK_VALIDATION, stage: context.stage, zone: context.zone };
fs.writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', JSON.stringify({ artifacts: {}, seen, missing: context.missing }));
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'app-'));
  await writeFile(join(folder, 'app.cjs'), app);
  await writeFile(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.cjs', context: { stage: 'prod' } }));
  await writeFile(join(folder, 'cdk.context.json'), JSON.stringify({ zone: 'a' }));
});
afterEach(() => rm(folder, { recursive: true }));

it('runs the app as CDK does', async () => {
  const { assemblyFolder, ran } = await synthesize(folder, { region: 'eu-west-1' });
  expect([assemblyFolder, ran]).toEqual([join(folder, 'cdk.out'), true]);
  const manifest = JSON.parse(await readFile(join(assemblyFolder, 'manifest.json'), 'utf8')) as { seen: unknown };
  expect(manifest.seen).toEqual({ region: 'eu-west-1', validation: 'false', stage: 'prod', zone: 'a' });
});

it('runs it again only when something that it reads changed', async () => {
  await synthesize(folder);
  expect((await synthesize(folder)).ran).toBe(false);
  await writeFile(join(folder, 'new-file.ts'), '');
  expect((await synthesize(folder)).ran).toBe(true);
  expect((await synthesize(folder, { region: 'eu-west-1' })).ran).toBe(true);
});

it('runs it again when a package changed that is linked into it', async () => {
  const linked = await mkdtemp(join(tmpdir(), 'package-'));
  await mkdir(join(folder, 'node_modules', '@own'), { recursive: true });
  await symlink(linked, join(folder, 'node_modules', '@own', 'constructs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies: { '@own/constructs': '1.0.0' } }));
  await synthesize(folder);
  expect((await synthesize(folder)).ran).toBe(false);
  await writeFile(join(linked, 'queue.ts'), '');
  expect((await synthesize(folder)).ran).toBe(true);
  await rm(linked, { recursive: true });
});

it('tells what the app printed when it fails', async () => {
  await writeFile(join(folder, 'app.cjs'), 'console.error("no such table"); process.exit(3)');
  await expect(synthesize(folder)).rejects.toThrow(/exit code 3\):\nno such table/);
});

it('names context that is missing', async () => {
  await writeFile(
    join(folder, 'cdk.json'),
    JSON.stringify({ app: 'node app.cjs', context: { missing: [{ key: 'k', provider: 'p' }] } }),
  );
  await expect(synthesize(folder)).rejects.toThrow('- k (p)');
});

it('refuses a folder that holds no app', async () => {
  await rm(join(folder, 'cdk.json'));
  await expect(synthesize(folder)).rejects.toThrow('is no CDK app: it has no cdk.json');
});
