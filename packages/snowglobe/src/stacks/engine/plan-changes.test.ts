import { expect, it } from 'vitest';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { planChanges } from './plan-changes.ts';

it('tells what an update would do, and what is known only then', async () => {
  const trial = new TrialGlobe({ types: [new FakeType('Test::Fake::Thing'), new FakeType('Test::Fake::Other')] });
  const thing = (properties: object) => ({ Type: 'Test::Fake::Thing', Properties: properties });
  await trial.create('s', {
    Resources: {
      Kept: thing({}),
      Changed: thing({ Name: '1' }),
      Swapped: thing({}),
      User: thing({ Link: { Ref: 'Swapped' } }),
      Gone: thing({}),
    },
  });
  const next = {
    Resources: {
      Kept: thing({}),
      Changed: { ...thing({ Name: '2' }), Metadata: { a: 1 } },
      Swapped: { Type: 'Test::Fake::Other' },
      User: thing({ Link: { Ref: 'Swapped' } }),
      New: thing({ Link: { Ref: 'Changed' } }),
    },
  };
  const model = await trial.prepare('s', next, {}, trial.stack('s'));
  const changes = planChanges(model, trial.resources('s'));
  expect(changes.map(({ action, logicalId, replacement, scope }) => [action, logicalId, replacement, scope])).toEqual([
    ['Modify', 'Changed', 'False', ['Properties', 'Metadata']],
    ['Modify', 'Swapped', 'True', []],
    ['Modify', 'User', 'False', ['Properties']],
    ['Add', 'New', undefined, []],
    ['Remove', 'Gone', undefined, []],
  ]);
  expect(changes[0]?.details[0]).toEqual({
    attribute: 'Properties',
    name: 'Name',
    recreation: 'Never',
    dynamic: false,
    before: '1',
    after: '2',
  });
  expect(changes[2]?.details[0]).toMatchObject({ dynamic: true, after: '"{{changeSet:KNOWN_AFTER_APPLY}}"' });
});
