import { expect, it } from 'vitest';
import type { ResourceState } from '../../contract/resource-type.ts';
import { FakeType } from '../trial/fake-type.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { operationFinished, waitOutside } from './running-operations.ts';
import { beginCreate } from './stack-operations.ts';

const type = 'Test::Fake::Thing';

it('a creation that takes longer than its limit is rolled back, with the reason', async () => {
  class SlowType extends FakeType {
    override async create(properties: object, context: Parameters<FakeType['create']>[1]): Promise<ResourceState> {
      const { globe, stackId } = context;
      const endWait = waitOutside(globe, stackId);
      await new Promise<void>((resolve) => globe.scheduler.after(90_000, 'slow', resolve));
      endWait();
      return super.create(properties, context);
    }
  }
  const thing = new SlowType(type);
  const trial = new TrialGlobe({ types: [thing] });
  const model = await trial.prepare('s', { Resources: { A: { Type: type }, B: { Type: type, DependsOn: 'A' } } });
  const { stackId } = model.identity;
  const settings = { tags: [], capabilities: [], notificationArns: [], timeoutMinutes: 1 };
  beginCreate(trial.starter, model, settings, 'ROLLBACK');
  await trial.advance(90_000);
  await operationFinished(trial.globe, stackId);
  expect(trial.stack('s').status).toBe('ROLLBACK_COMPLETE');
  expect(trial.events('s').map(({ reason }) => reason)).toContain(
    'Stack creation time exceeded the specified timeout. Rollback requested by user.',
  );
  expect(thing.log).toEqual(['create A', 'delete A-1']);
});

it('events show neither the values of NoEcho parameters nor what dynamic references stand for', async () => {
  const answer = () => ({ Parameter: { Value: 'of-the-parameter-store' } });
  const trial = new TrialGlobe({ types: [new FakeType(type)], answer });
  const template = {
    Parameters: { Password: { Type: 'String', NoEcho: true } },
    Resources: {
      A: { Type: type, Properties: { Name: { 'Fn::Sub': 'user:${Password}' }, Link: '{{resolve:ssm:/secret}}' } },
    },
  };
  await trial.create('s', template, { Password: 'hunter2' });
  await trial.update('s', template, { Password: 'hunter3' });
  expect(trial.resources('s')[0]?.properties).toEqual({ Name: 'user:hunter3', Link: 'of-the-parameter-store' });
  const { stackId } = await trial.delete('s');
  const shown = trial.events(stackId).flatMap(({ properties }) => properties ?? []);
  expect(new Set(shown)).toEqual(new Set(['{"Name":"user:****","Link":"{{resolve:ssm:/secret}}"}']));
});
