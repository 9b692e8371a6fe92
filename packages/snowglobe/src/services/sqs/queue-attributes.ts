import type { Globe } from '../../contract/globe.ts';
import { invalidAttributeValue, unknownAttribute } from './errors.ts';
import { messageLimits } from './limits.ts';
import type { QueueAddress } from './queue.ts';
import { checkRedriveAllowPolicy, checkRedrivePolicy } from './redrive.ts';

/** The queue that gets an attribute. */
export interface AttributeTarget {
  readonly address: QueueAddress;
  readonly fifo: boolean;
  readonly globe: Globe;
}

interface AttributeRule {
  /** What a queue has when nothing was set; absent: nothing. */
  readonly initial?: string;
  readonly fifoOnly?: boolean;
  /** An empty text takes the attribute away. */
  readonly removable?: boolean;
  readonly check: (value: string, target: AttributeTarget) => boolean;
}

function wholeNumber(minimum: number, maximum: number, initial: number): AttributeRule {
  const check = (value: string) => /^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
  return { initial: String(initial), check };
}

function oneOf(values: readonly string[], initial?: string): AttributeRule {
  const check = (value: string) => values.includes(value);
  return initial === undefined ? { check } : { initial, check };
}

const flag = ['true', 'false'];

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const rules: Readonly<Record<string, AttributeRule>> = {
  DelaySeconds: wholeNumber(0, messageLimits.maximumDelaySeconds, 0),
  MaximumMessageSize: wholeNumber(
    messageLimits.minimumSizeSettingBytes,
    messageLimits.maximumBytes,
    messageLimits.maximumBytes,
  ),
  MessageRetentionPeriod: wholeNumber(
    messageLimits.minimumRetentionSeconds,
    messageLimits.maximumRetentionSeconds,
    345_600,
  ),
  ReceiveMessageWaitTimeSeconds: wholeNumber(0, messageLimits.maximumWaitSeconds, 0),
  VisibilityTimeout: wholeNumber(0, messageLimits.maximumVisibilitySeconds, 30),
  SqsManagedSseEnabled: oneOf(flag, 'true'),
  KmsMasterKeyId: { removable: true, check: () => true },
  KmsDataKeyReusePeriodSeconds: { check: wholeNumber(60, 86_400, 300).check },
  Policy: { removable: true, check: isJsonObject },
  RedrivePolicy: {
    removable: true,
    check: (value, target) => {
      checkRedrivePolicy(value, target.address, target.fifo, target.globe);
      return true;
    },
  },
  RedriveAllowPolicy: {
    removable: true,
    check: (value) => {
      checkRedriveAllowPolicy(value);
      return true;
    },
  },
  FifoQueue: { ...oneOf(flag), fifoOnly: true },
  ContentBasedDeduplication: { ...oneOf(flag, 'false'), fifoOnly: true },
  DeduplicationScope: { ...oneOf(['queue', 'messageGroup'], 'queue'), fifoOnly: true },
  FifoThroughputLimit: { ...oneOf(['perQueue', 'perMessageGroupId'], 'perQueue'), fifoOnly: true },
};

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The attributes of a queue for which none was given. */
export function initialAttributes(fifo: boolean): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.initial !== undefined && (fifo || !rule.fifoOnly)) attributes[name] = rule.initial;
  }
  if (fifo) attributes.FifoQueue = 'true';
  return attributes;
}

/** Checks attributes that a caller sets. Throws InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue. */
export function checkAttributes(given: Readonly<Record<string, string>>, target: AttributeTarget): void {
  for (const [name, value] of Object.entries(given)) {
    const rule = rules[name];
    if (!rule || (rule.fifoOnly && !target.fifo)) throw unknownAttribute(name);
    if (value === '' && rule.removable) continue;
    if (!rule.check(value, target)) throw invalidAttributeValue(name);
  }
}

/** A queue's attributes after some were set. */
export function withAttributes(
  current: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const result: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(given)) {
    if (value === '' && rules[name]?.removable) delete result[name];
    else result[name] = value;
  }
  return withEncryption(result, given);
}

/** A queue is encrypted by SQS or by a KMS key, never both. */
function withEncryption(attributes: Record<string, string>, given: Readonly<Record<string, string>>) {
  if (given.KmsMasterKeyId) {
    attributes.SqsManagedSseEnabled = 'false';
    attributes.KmsDataKeyReusePeriodSeconds ??= '300';
  } else if (given.SqsManagedSseEnabled === 'true') {
    delete attributes.KmsMasterKeyId;
  }
  if (!attributes.KmsMasterKeyId) delete attributes.KmsDataKeyReusePeriodSeconds;
  return attributes;
}

/** The first attribute in which a CreateQueue differs from the queue that is there. */
export function firstDifference(
  existing: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): string | undefined {
  return Object.keys(given).find((name) => given[name] !== (existing[name] ?? ''));
}

export function isSettable(name: string): boolean {
  return Object.hasOwn(rules, name);
}
