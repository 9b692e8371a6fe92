import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { digest } from '../../src/kinds/digest.ts';
import { allConsumers, consumersOf, defaultType, jobKinds, kindOf, typesOf } from '../../src/kinds/registry.ts';

const notKinds = ['check-parameters.ts', 'job-kind.ts', 'registry.ts'];

test('a kind of job is one file, named like it', () => {
  const files = readdirSync(new URL('../../src/kinds', import.meta.url)).filter((name) => !notKinds.includes(name));
  expect(jobKinds.map(({ type }) => `${type}.ts`).sort()).toEqual(files.sort());
});

test('consumers exist because a kind names them', () => {
  expect(allConsumers).toEqual(['consumer_1', 'consumer_2', 'consumer_3']);
  expect(typesOf('consumer_3')).toEqual(['digest']);
  expect(consumersOf(defaultType)).toEqual(['consumer_1', 'consumer_2']);
  expect([kindOf('unheard'), consumersOf('unheard')]).toEqual([undefined, []]);
});

test('every required parameter has a schema, and none is called as the type is', () => {
  for (const { schema } of jobKinds) {
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining([...schema.required]));
    expect(schema.properties).not.toHaveProperty('type');
  }
});

test('a digest is in hexadecimal, by SHA-256 unless another algorithm is named', async () => {
  const lengths = [64, 128];
  for (const [index, given] of [{ text: 'é' }, { text: 'é', algorithm: 'sha512' }].entries()) {
    const outcome = await digest.step(given, { state: undefined, timeoutSeconds: 300 });
    expect(outcome).toEqual({ results: expect.stringMatching(new RegExp(`^[0-9a-f]{${lengths[index]}}$`)) });
  }
});
