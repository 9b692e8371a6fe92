import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedTemplates, ruleViolations } from '@snowglobe/constructs/testing/policies';
import { afterAll, beforeAll, expect, test } from 'vitest';

const app = new URL('../../bin/app.ts', import.meta.url);
const checkRules = new URL('./check-rules.ts', import.meta.url);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobs-policies-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each(['local', 'prod'])(
  "cdk-nag's AWS Solutions rules hold in %s, or have a reason not to",
  async (environment) => {
    expect(await ruleViolations(checkRules, join(folder, environment), { environment })).toEqual([]);
  },
  120_000,
);

test.each([
  ['any account', {}],
  ['a known account', { account: { id: '123456789012', region: 'us-east-1' } }],
])(
  "AWS's own validator finds no errors in the template for %s",
  async (name, account) => {
    const report = await checkedTemplates({ app, folder: join(folder, name.replaceAll(' ', '-')), ...account });
    expect(report).toEqual({ templates: ['jobs-local.template.json'], errors: [], missing: [] });
  },
  120_000,
);
