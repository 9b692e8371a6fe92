import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandOutput,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EventsGlobe, startEvents } from './eventbridge-test-globe.ts';

let globe: EventsGlobe;
let arn: string;
const numRuns = 100;

beforeAll(async () => {
  globe = await startEvents();
  ({ arn } = await globe.queue('all'));
  await globe.events.send(new CreateEventBusCommand({ Name: 'odd' }));
});

afterAll(() => globe.stop());

/** The answer, or the caller's own mistake; a fault of the globe fails the test. */
async function answered<Output>(sent: Promise<Output>): Promise<Output | undefined> {
  try {
    return await sent;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status !== 400) throw error;
    return undefined;
  }
}

const put = (Detail: string, more: object = {}): Promise<PutEventsCommandOutput> =>
  globe.events.send(new PutEventsCommand({ Entries: [{ Source: 'odd', DetailType: 'x', Detail, ...more }] }));

const jsonish = fc.oneof(fc.json(), fc.string(), fc.constantFrom('{"Statement": 5}', '{"Statement": [null]}'));
const place = fc.constantFrom(
  '<a>',
  '"<a>"',
  '"',
  '{',
  '}',
  ':',
  '<b>',
  '\\',
  ' ',
  '<aws.events.event>',
  '\n',
  '1',
  ',',
);
const template = fc.array(place, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const path = fc
  .array(fc.constantFrom('$', '.', 'detail', '[0]', '[*]', '*', "['a']", '[', 'a'), { maxLength: 5 })
  .map((parts) => parts.join(''));

it('odd details, patterns, paths and templates are refused or delivered', async () => {
  await fc.assert(
    fc.asyncProperty(template, path, fc.jsonValue(), async (InputTemplate, a, detail) => {
      const Detail = JSON.stringify({ a: detail });
      const EventPattern = JSON.stringify({ source: ['odd'] });
      await answered(globe.events.send(new PutRuleCommand({ Name: 'odd', EventPattern })));
      const InputTransformer = { InputPathsMap: { a }, InputTemplate };
      const Targets = [{ Id: 't', Arn: arn, InputTransformer }];
      await answered(globe.events.send(new PutTargetsCommand({ Rule: 'odd', Targets })));
      await answered(put(Detail));
      await globe.settle();
    }),
    { numRuns },
  );
  expect(globe.faults).toEqual([]);
});

it('odd patterns and schedules are refused or kept', async () => {
  await fc.assert(
    fc.asyncProperty(jsonish, fc.string(), async (EventPattern, text) => {
      await answered(globe.events.send(new PutRuleCommand({ Name: 'pattern', EventPattern })));
      for (const ScheduleExpression of [`rate(${text})`, `cron(${text})`, `cron(0 ${text} * * ? *)`]) {
        await answered(globe.events.send(new PutRuleCommand({ Name: 'schedule', ScheduleExpression })));
      }
      await answered(put('{}'));
      await globe.settle();
    }),
    { numRuns },
  );
  expect(globe.faults).toEqual([]);
});

const operator = fc.oneof(
  fc.string(),
  fc.constantFrom('StringLike', 'IpAddress', 'DateLessThan', 'NumericEquals', 'ArnLike', 'Bool', 'Null'),
);
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny', 5),
    Principal: fc.oneof(fc.jsonValue(), fc.constantFrom('*', { AWS: '*' }, { Service: ['a'] })),
    Action: fc.oneof(fc.jsonValue(), fc.constantFrom('events:PutEvents', ['events:*'])),
    Resource: fc.oneof(fc.jsonValue(), fc.constant('*')),
    Condition: fc.dictionary(operator, fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }), { maxKeys: 2 }),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
);
const policy = fc.oneof(
  jsonish,
  statement.map((one) => JSON.stringify({ Version: '2012-10-17', Statement: [one] })),
);

it('odd policies are refused or asked', async () => {
  const other = globe.client(EventBridgeClient, {
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' },
  });
  await fc.assert(
    fc.asyncProperty(policy, async (Policy) => {
      await answered(globe.events.send(new PutPermissionCommand({ EventBusName: 'odd', Policy })));
      await answered(put('{}', { EventBusName: 'odd' }));
      const EventBusName = 'arn:aws:events:us-east-1:000000000000:event-bus/odd';
      const entry = { Source: 'odd', DetailType: 'x', Detail: '{}', EventBusName };
      await answered(other.send(new PutEventsCommand({ Entries: [entry] })));
    }),
    { numRuns },
  );
  expect(globe.faults).toEqual([]);
});
