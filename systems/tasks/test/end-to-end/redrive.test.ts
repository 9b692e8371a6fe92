import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

let tasks: TasksGlobe;

beforeEach(async () => {
  tasks = await startTasks();
}, 120_000);

afterEach(async () => await tasks.globe.stop());

/** A task whose second event the audit projector refused until it became a dead letter. */
async function refused(): Promise<string> {
  const { globe, east } = tasks;
  const id = await east.create('Wash');
  await east.command('PATCH', `/tasks/${id}`, { summary: '5' });
  await east.command('PATCH', `/tasks/${id}`, { summary: '6' });
  await globe.settle();
  await globe.advance('1 hour');
  expect(await east.audited(id)).toEqual([1, 3]);
  expect(await east.deadLetterCount('AuditProjector')).toBe(1);
  return id;
}

describe('a dead letter', () => {
  test('is processed again when somebody asks, after the reason is gone', async () => {
    const { globe, east } = tasks;
    const id = await refused();
    expect(await east.redrive('audit-projector')).toEqual({ redriven: 0, failed: 1 });
    expect(await east.deadLetterCount('AuditProjector')).toBe(1);

    await east.configure('AuditProjector', { FAIL_ON_SUMMARY: undefined });
    expect(await east.redrive('audit-projector')).toEqual({ redriven: 1, failed: 0 });
    await globe.settle();
    expect(await east.audited(id)).toEqual([1, 2, 3]);
    expect(await east.deadLetterCount('AuditProjector')).toBe(0);
    const published = (await east.published()).find(({ event }) => event.id === id && event.sequence === 2);
    expect(await east.auditText(id, 2)).toBe(published?.text);
  });

  test('is processed again from the event log, after its record has left the stream', async () => {
    const { globe, east } = tasks;
    const id = await refused();
    await globe.advance('3 days');
    expect(await east.published()).toEqual([]);
    await east.configure('AuditProjector', { FAIL_ON_SUMMARY: undefined });
    expect(await east.redrive('audit-projector')).toEqual({ redriven: 1, failed: 0 });
    await globe.settle();
    expect(await east.audited(id)).toEqual([1, 2, 3]);
  });

  test('is processed again by itself, once the mapping of its queue is enabled', async () => {
    const { globe, east } = tasks;
    const id = await refused();
    await east.configure('AuditProjector', { FAIL_ON_SUMMARY: undefined });
    const FunctionName = east.output('RedriveFunctionName');
    const { EventSourceMappings = [] } = await east.lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    const queueName = east.output('AuditProjectorDeadLettersUrl').split('/').at(-1);
    const mapping = EventSourceMappings.find(({ EventSourceArn }) => EventSourceArn?.endsWith(`:${queueName}`));
    await east.lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping?.UUID, Enabled: true }));
    await globe.settle();
    expect(await east.audited(id)).toEqual([1, 2, 3]);
    expect(await east.deadLetterCount('AuditProjector')).toBe(0);
  });
});

test('a redrive of an unknown consumer is refused by name', async () => {
  await expect(tasks.east.redrive('nobody')).rejects.toThrow('not \\"nobody\\"');
});
