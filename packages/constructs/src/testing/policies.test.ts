import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedTemplates, ruleViolations } from './policies.ts';

const example = (name: string) => new URL(`./examples/${name}.ts`, import.meta.url);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'constructs-policies-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('rules that an app breaks are told by name', async () => {
  const violations = await ruleViolations(example('open-bucket'), join(folder, 'broken'));
  expect(JSON.stringify(violations)).toContain('AwsSolutions-S10');
}, 60_000);

test('what AWS would refuse in a template is told', async () => {
  const { templates, errors } = await checkedTemplates({ app: example('wrong-template'), folder: join(folder, 'bad') });
  expect(templates).toEqual(['wrong.template.json']);
  expect(JSON.stringify(errors)).toContain('BucketColour');
}, 60_000);
