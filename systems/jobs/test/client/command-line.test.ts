import { describe, expect, test } from 'vitest';
import { jobsCommand } from '../../src/client/command-line.ts';
import type { JobReport, JobsClient } from '../../src/client/jobs-client.ts';

const running: JobReport = { hasEnded: false, parts: { consumer_1: { status: 'Running' } } };
const ended: JobReport = { hasEnded: true, parts: { consumer_1: { status: 'Success', results: 'done' } } };

function commandWith(reports: readonly JobReport[] = []) {
  const calls: unknown[][] = [];
  const printed: string[] = [];
  const clock = { nowMs: 0 };
  const left = [...reports];
  const client: JobsClient = {
    submit: async (...given) => {
      calls.push(['submit', ...given]);
      return 'job-1';
    },
    get: async (id) => {
      calls.push(['get', id]);
      return left.shift() ?? running;
    },
    cancel: async (id) => {
      calls.push(['cancel', id]);
    },
  };
  const command = jobsCommand({
    connect: async (options) => {
      calls.push(['connect', options]);
      return client;
    },
    print: (text) => printed.push(text),
    pauseMs: async (milliseconds) => {
      clock.nowMs += milliseconds;
    },
    nowMs: () => clock.nowMs,
  }).exitOverride();
  const run = async (...args: readonly string[]) => await command.parseAsync(args, { from: 'user' });
  return { run, calls, printed, clock };
}

test('a job is handed in by type and parameters, and its id is printed', async () => {
  const { run, calls, printed } = commandWith();
  await run('--stack', 'jobs-dev', 'submit', '--type', 'digest', '--parameter', 'text=a=b', '--idempotency-key', 'k');
  expect(calls).toEqual([
    ['connect', { stack: 'jobs-dev', region: 'us-east-1' }],
    ['submit', { type: 'digest', text: 'a=b' }, 'k'],
  ]);
  expect(printed).toEqual(['job-1']);
});

test('numbers and booleans are given as such', async () => {
  const { run, calls } = commandWith();
  await run(
    'submit',
    '--seconds',
    '3',
    '--parameter',
    'loud=true',
    '--parameter',
    'weight=-1.5',
    '--parameter',
    'id=007x',
  );
  expect(calls[1]).toEqual(['submit', { seconds: 3, loud: true, weight: -1.5, id: '007x' }, undefined]);
});

describe('wait', () => {
  test('asks every second until the job has ended', async () => {
    const { run, printed, clock } = commandWith([running, running, ended]);
    await run('wait', 'job-1');
    expect([clock.nowMs, JSON.parse(printed[0] ?? '')]).toEqual([2_000, ended.parts]);
  });

  test('gives up, and says so', async () => {
    const { run, printed } = commandWith();
    await expect(run('wait', 'job-1', '--timeout', '5')).rejects.toThrow('not ended within 5 seconds');
    expect(JSON.parse(printed[0] ?? '')).toEqual(running.parts);
  });
});

test('a job is cancelled by its id', async () => {
  const { run, calls } = commandWith();
  await run('cancel', 'job-1');
  expect(calls[1]).toEqual(['cancel', 'job-1']);
});
