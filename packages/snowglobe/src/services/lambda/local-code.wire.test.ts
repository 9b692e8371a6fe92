import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rememberLocalCode } from './code.ts';
import { type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

const scope = { account: '000000000000', region: 'us-east-1' };
let globe: LambdaGlobe;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowglobe-asset-'));
  globe = await startLambda();
});
afterAll(async () => {
  await globe.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a code asset that lies on this machine is run where it lies', async () => {
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => import.meta.dirname ?? import.meta.url');
  globe.globe.store.step(globe.causes.begin('deployment', 'test'), () =>
    rememberLocalCode(globe.globe, scope, 'assets', 'a.zip', folder),
  );
  const name = await globe.create('', { Code: { S3Bucket: 'assets', S3Key: 'a.zip' } });
  expect(await globe.answer(name)).toContain(folder);
  const { Code, Configuration } = await globe.lambda.send(new GetFunctionCommand({ FunctionName: name }));
  expect(Configuration?.CodeSha256).toMatch(/^[\w+/]{43}=$/);
  const zip = new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer());
  expect(Object.keys(unzipSync(zip))).toEqual(['index.mjs']);
});

test('what an application’s package.json says does not count for the code of its functions', async () => {
  const asset = join(folder, 'cdk.out', 'asset.1');
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(asset, 'answer.js'), 'exports.answer = 42;');
  writeFileSync(
    join(asset, 'index.js'),
    `const { answer } = require('./answer'); exports.handler = async () => answer;`,
  );
  globe.globe.store.step(globe.causes.begin('deployment', 'test'), () =>
    rememberLocalCode(globe.globe, scope, 'assets', 'b.zip', asset),
  );
  const name = await globe.create('', { Code: { S3Bucket: 'assets', S3Key: 'b.zip' } });
  expect(await globe.answer(name)).toBe(42);
});
