import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, expect, it } from 'vitest';
import { type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
afterEach(() => globe.stop());

const greeting = `exports.handler = async () => console.log('hi')`;

async function deniedActions(): Promise<readonly string[]> {
  const response = await fetch(`${globe.endpoint}/_snowglobe/denials`);
  const { denials } = (await response.json()) as {
    denials: readonly { readonly request: { readonly action: string } }[];
  };
  return denials.map(({ request }) => request.action);
}

it('a role that may only write finds the group of its template, and nothing is denied on the way', async () => {
  globe = await startLambda({}, ['logs:CreateLogStream', 'logs:PutLogEvents']);
  const logs = globe.client(CloudWatchLogsClient);
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/app/log' }));
  const name = await globe.create(greeting, { LoggingConfig: { LogGroup: '/app/log' } });
  await globe.answer(name);
  await globe.settle();
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/app/log' }));
  expect(events.some(({ message }) => message?.endsWith('\thi'))).toBe(true);
  expect(await deniedActions()).toEqual([]);
});

it('a role that may make groups makes the one that is missing', async () => {
  globe = await startLambda({}, ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']);
  const name = await globe.create(greeting);
  await globe.answer(name);
  expect((await globe.logs(name)).some((line) => line.endsWith('\thi'))).toBe(true);
});

it('a role that may not make the missing group loses its log, is told so, and its function runs on', async () => {
  globe = await startLambda({}, ['logs:CreateLogStream', 'logs:PutLogEvents']);
  await globe.answer(await globe.create(greeting));
  await globe.settle();
  expect(new Set(await deniedActions())).toEqual(new Set(['logs:CreateLogGroup']));
});
