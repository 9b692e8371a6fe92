import { expect, it } from 'vitest';
import { AwsError } from '../../contract/aws-error.ts';
import { afterFailure, failureOf } from './delivery-outcome.ts';
import type { DeliveryRow } from './tables.ts';

const row = (more: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id: '1',
  ruleArn: 'arn',
  ruleName: 'rule',
  target: { Id: 't', Arn: 'arn' },
  event: '{}',
  ingestedAt: 0,
  dueAt: 0,
  failures: 0,
  cause: { id: '', trace: '' },
  ...more,
});
const failure = { code: 'THROTTLING', message: '', retried: true };

it.each([
  ['AccessDenied', 'NO_PERMISSIONS', false],
  ['AccessDeniedException', 'NO_PERMISSIONS', false],
  ['QueueDoesNotExist', 'NO_RESOURCE', false],
  ['ResourceNotFoundException', 'NO_RESOURCE', false],
  ['TooManyRequestsException', 'THROTTLING', true],
  ['ProvisionedThroughputExceededException', 'THROTTLING', true],
  ['InvalidParameterValue', 'SDK_CLIENT_ERROR', false],
])('%s is %s', (code, expected, retried) => {
  expect(failureOf(new AwsError(code, ''))).toMatchObject({ code: expected, retried });
});

it('waits twice as long after each failure, half of it by chance', () => {
  const waits = [0, 1, 2, 3, 30].map((failures) => {
    const next = afterFailure(row({ failures }), failure, 0, 1);
    return next.kind === 'again' ? next.row.dueAt : undefined;
  });
  expect(waits).toEqual([1000, 2000, 4000, 8000, 480_000]);
  expect(afterFailure(row(), failure, 0, 0)).toMatchObject({ row: { dueAt: 500, failures: 1 } });
});

it('gives up when the tries or the time of the retry policy are used up', () => {
  const target = { Id: 't', Arn: 'arn', RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 } };
  expect(afterFailure(row({ target, failures: 1 }), failure, 0, 0)).toMatchObject({ kind: 'again' });
  expect(afterFailure(row({ target, failures: 2 }), failure, 0, 0)).toEqual({
    kind: 'dead',
    condition: 'MaximumRetryAttempts',
  });
  expect(afterFailure(row({ target }), failure, 60_000, 0)).toEqual({
    kind: 'dead',
    condition: 'MaximumEventAgeInSeconds',
  });
});

it('does not try again what cannot succeed', () => {
  expect(afterFailure(row(), { ...failure, retried: false }, 0, 0)).toEqual({ kind: 'dead' });
});
