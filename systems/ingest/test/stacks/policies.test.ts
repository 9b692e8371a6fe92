import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedTemplates, ruleViolations } from '@snowglobe/constructs/testing/policies';
import { afterAll, beforeAll, expect, test } from 'vitest';

const app = new URL('../../bin/ingest.ts', import.meta.url);
const checkRules = new URL('./check-rules.ts', import.meta.url);
const account = { id: '123456789012', region: 'eu-north-1' };
const replicateTo = 'eu-west-1';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-policies-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each(['local', 'prod'])(
  "cdk-nag's AWS Solutions rules hold in %s, or have a reason not to",
  async (environment) => {
    expect(await ruleViolations(checkRules, join(folder, environment), { environment, replicateTo })).toEqual([]);
  },
  120_000,
);

test.each([
  ['any account', {}],
  ['a known account', { account }],
])(
  "AWS's own validator finds no errors in the templates for %s",
  async (name, options) => {
    const { templates, errors, missing } = await checkedTemplates({
      app,
      folder: join(folder, name),
      context: { replicateTo },
      ...options,
    });
    expect({ templates: templates.length, errors, missing }).toEqual({ templates: 2, errors: [], missing: [] });
  },
  120_000,
);
