import { expect, it } from 'vitest';
import type { InvocationResult } from '../../contract/function-runner.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { customResource } from './custom-resource.ts';
import { acceptResponse } from './custom-resource-responses.ts';

interface Event {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:provider';
const template = (properties: object) => ({
  Resources: { Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: arn, ...properties } } },
  Outputs: { Found: { Value: { 'Fn::GetAtt': ['Thing', 'Found'] } }, Id: { Value: { Ref: 'Thing' } } },
});

/** A globe whose provider function answers as told; a text is put to the response URL. */
function trialWith(answer: (event: Event) => object | 'no answer' | 'crash') {
  const events: Event[] = [];
  const invoke = async (_arn: string, payload: string): Promise<InvocationResult> => {
    const event = JSON.parse(payload) as Event;
    events.push(event);
    const told = answer(event);
    if (typeof told === 'object')
      acceptResponse(trial.globe, event.ResponseURL.split('/').at(-1) ?? '', JSON.stringify(told));
    return {
      payload: '{"errorMessage":"boom"}',
      executedVersion: '$LATEST',
      logTail: '',
      requestId: 'r',
      ...(told === 'crash' && { functionError: 'Unhandled' as const }),
    };
  };
  const trial: TrialGlobe = new TrialGlobe({
    types: [customResource],
    functions: { invoke, invokeLater: async () => {} },
  });
  return { trial, events };
}

it('is made, changed and deleted by its function, which sees every value as text', async () => {
  const { trial, events } = trialWith(() => ({
    Status: 'SUCCESS',
    PhysicalResourceId: 'id-1',
    Data: { Found: 'treasure' },
  }));
  const made = await trial.create('s', template({ Size: 5, On: true, List: [1] }));
  expect(made.outputs.map(({ value }) => value)).toEqual(['treasure', 'id-1']);
  await trial.update('s', template({ Size: 6 }));
  await trial.delete('s');
  expect(events.map(({ RequestType, PhysicalResourceId }) => [RequestType, PhysicalResourceId])).toEqual([
    ['Create', undefined],
    ['Update', 'id-1'],
    ['Delete', 'id-1'],
  ]);
  expect(events[0]).toMatchObject({
    ResourceType: 'Custom::Thing',
    ResourceProperties: { Size: '5', On: 'true', List: ['1'] },
  });
  expect(events[1]?.OldResourceProperties).toMatchObject({ Size: '5' });
  expect(events[0]?.ResponseURL).toMatch(
    /^https:\/\/cloudformation-custom-resource-response-useast1\.s3\.us-east-1\.amazonaws\.com\//,
  );
});

it('whose physical id changes is replaced: the old one is deleted after the update', async () => {
  const { trial, events } = trialWith(({ RequestType, PhysicalResourceId, ResourceProperties }) => ({
    Status: 'SUCCESS',
    PhysicalResourceId: RequestType === 'Delete' ? PhysicalResourceId : `id-${String(ResourceProperties['Size'])}`,
    Data: { Found: 'x' },
  }));
  await trial.create('s', template({ Size: 1 }));
  const stack = await trial.update('s', template({ Size: 2 }));
  expect(stack.outputs[1]?.value).toBe('id-2');
  expect(events.map(({ RequestType, PhysicalResourceId }) => [RequestType, PhysicalResourceId])).toEqual([
    ['Create', undefined],
    ['Update', 'id-1'],
    ['Delete', 'id-1'],
  ]);
});

it('that answers FAILED fails with its reason, and what it left behind is deleted', async () => {
  const { trial, events } = trialWith(({ RequestType }) =>
    RequestType === 'Create'
      ? { Status: 'FAILED', Reason: 'no luck', PhysicalResourceId: 'half' }
      : { Status: 'SUCCESS', PhysicalResourceId: 'half' },
  );
  expect((await trial.create('s', template({}))).status).toBe('ROLLBACK_COMPLETE');
  expect(trial.events('s').flatMap(({ reason }) => reason ?? [])).toContainEqual(
    expect.stringContaining('Received response status [FAILED] from custom resource. Message returned: no luck'),
  );
  expect(events.map(({ RequestType }) => RequestType)).toEqual(['Create', 'Delete']);
});

it('whose function crashes fails at once', async () => {
  const { trial } = trialWith(() => 'crash');
  expect((await trial.create('s', template({}))).status).toBe('ROLLBACK_COMPLETE');
  expect(trial.events('s').flatMap(({ reason }) => reason ?? [])).toContainEqual(expect.stringContaining('boom'));
});

it('is given up after an hour without a response', async () => {
  const { trial } = trialWith(({ RequestType }) => (RequestType === 'Create' ? 'no answer' : { Status: 'SUCCESS' }));
  const stack = trial.create('s', template({}));
  await new Promise((done) => setImmediate(done));
  await trial.advance(3_599_000);
  expect(trial.stack('s').status).toBe('CREATE_IN_PROGRESS');
  await trial.advance(2_000);
  expect((await stack).status).toBe('ROLLBACK_COMPLETE');
});

it('takes one response for each request', async () => {
  const { trial, events } = trialWith(() => ({ Status: 'SUCCESS', PhysicalResourceId: 'x', Data: { Found: 'x' } }));
  await trial.create('s', template({}));
  const token = events[0]?.ResponseURL.split('/').at(-1) ?? '';
  expect(acceptResponse(trial.globe, token, '{"Status":"SUCCESS"}')).toBe(false);
});
