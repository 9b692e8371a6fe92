import type { Globe } from '../../contract/globe.ts';
import { invalidValue } from './errors.ts';
import { maximumReceiveCountSetting } from './limits.ts';
import { findQueueByArn, type QueueAddress, queueArn } from './queue.ts';
import type { QueueRow } from './tables.ts';

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns?: readonly string[];
}

const parsed = new Map<string, RedrivePolicy>();

/** A queue's redrive policy; undefined when it has none. */
export function redrivePolicy(queue: QueueRow): RedrivePolicy | undefined {
  const text = queue.attributes.RedrivePolicy;
  if (!text) return undefined;
  const known = parsed.get(text);
  if (known) return known;
  const policy = JSON.parse(text);
  const result = { deadLetterTargetArn: policy.deadLetterTargetArn, maxReceiveCount: Number(policy.maxReceiveCount) };
  if (parsed.size > 1_000) parsed.clear();
  parsed.set(text, result);
  return result;
}

/** Whether a message that was received so often goes to the dead-letter queue instead of being received again. */
export function isDeadLetter(receiveCount: number, policy: RedrivePolicy | undefined): boolean {
  return policy !== undefined && receiveCount >= policy.maxReceiveCount;
}

function parseObject(text: string, parameter: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, as for every other text that is no JSON object.
  }
  throw invalidValue(
    text,
    parameter,
    `${parameter === 'RedrivePolicy' ? 'Redrive policy' : 'Redrive allow policy'} is not a valid JSON map.`,
  );
}

/** Checks a RedrivePolicy attribute; `source` is the queue that gets it. */
export function checkRedrivePolicy(text: string, source: QueueAddress, fifo: boolean, globe: Globe): void {
  const refuse = (reason: string) => invalidValue(text, 'RedrivePolicy', reason);
  const policy = parseObject(text, 'RedrivePolicy');
  for (const name of Object.keys(policy)) {
    if (name !== 'deadLetterTargetArn' && name !== 'maxReceiveCount') {
      throw refuse(
        `Unknown key ${name} in the redrive policy. Only following keys are supported: [deadLetterTargetArn, maxReceiveCount].`,
      );
    }
  }
  for (const name of ['deadLetterTargetArn', 'maxReceiveCount']) {
    if (policy[name] === undefined || policy[name] === '') {
      throw refuse(`Redrive policy does not contain mandatory attribute: ${name}.`);
    }
  }
  const count = Number(policy.maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > maximumReceiveCountSetting) {
    throw refuse(
      `Invalid value for maxReceiveCount: ${policy.maxReceiveCount}, valid values are from 1 to ${maximumReceiveCountSetting} both inclusive.`,
    );
  }
  const target = findQueueByArn(globe, String(policy.deadLetterTargetArn));
  if (!target) throw refuse('Dead letter target does not exist.');
  if (target.row.fifo !== fifo) throw refuse('Dead-letter queue must be same type of queue as the source.');
  if (!allowsSource(target.row, queueArn(source))) throw refuse('Dead letter target does not allow the source queue.');
}

const permissions = new Set(['allowAll', 'denyAll', 'byQueue']);

/** Checks a RedriveAllowPolicy attribute. */
export function checkRedriveAllowPolicy(text: string): void {
  const refuse = (reason: string) => invalidValue(text, 'RedriveAllowPolicy', reason);
  const policy = parseObject(text, 'RedriveAllowPolicy');
  const arns = policy.sourceQueueArns;
  if (!permissions.has(String(policy.redrivePermission))) {
    throw refuse(
      "Amazon SQS can't create the redrive allow policy, as redrivePermission must be one of allowAll, denyAll or byQueue.",
    );
  }
  if (policy.redrivePermission !== 'byQueue') {
    if (arns !== undefined)
      throw refuse(
        "Amazon SQS can't create the redrive allow policy. Only byQueue permission can have sourceQueueArns.",
      );
    return;
  }
  if (!Array.isArray(arns) || arns.length < 1 || arns.length > 10) {
    throw refuse("Amazon SQS can't create the redrive allow policy, as sourceQueueArns must hold 1 to 10 queue ARNs.");
  }
}

/** Whether a dead-letter queue lets this queue use it. */
function allowsSource(deadLetterQueue: QueueRow, sourceArn: string): boolean {
  const text = deadLetterQueue.attributes.RedriveAllowPolicy;
  if (!text) return true;
  const policy: RedriveAllowPolicy = JSON.parse(text);
  if (policy.redrivePermission === 'byQueue') return policy.sourceQueueArns?.includes(sourceArn) ?? false;
  return policy.redrivePermission === 'allowAll';
}
