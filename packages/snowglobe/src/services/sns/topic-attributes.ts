import type { Globe } from '../../contract/globe.ts';
import { archiveDays, beginningOf } from './archive.ts';
import { checkTopicDeliveryPolicy, effectiveTopicPolicy } from './delivery-policy.ts';
import { invalidParameter, unsupported } from './errors.ts';
import { messageLimits, topicLimits } from './limits.ts';
import type { TopicRow } from './tables.ts';
import { subscriptionsOf, type Topic } from './topic.ts';
import { checkPolicy } from './topic-policy.ts';

type Check = (value: string, fifo: boolean, where: string) => boolean | void;

const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value);
const anything: Check = () => true;

function isMessageSize(value: string): boolean {
  const bytes = Number(value);
  return (
    Number.isInteger(bytes) && bytes >= messageLimits.smallestMaximumBytes && bytes <= messageLimits.largestMaximumBytes
  );
}

/** What a caller may set, each with its check: false, or a throw, is a refusal. */
const checks: Readonly<Record<string, Check>> = {
  ArchivePolicy: (value, fifo, where) => fifo && archiveDays(value, where) >= 0,
  ContentBasedDeduplication: (value, fifo) => fifo && /^(true|false)$/.test(value),
  DeliveryPolicy: (value) => checkTopicDeliveryPolicy(value),
  DisplayName: (value) => value.length <= topicLimits.displayNameCharacters,
  FifoThroughputScope: (value, fifo) => fifo && /^(Topic|MessageGroup)$/.test(value),
  KmsMasterKeyId: anything,
  MaximumMessageSize: isMessageSize,
  Policy: (value) => checkPolicy(value),
  SignatureVersion: oneOf('1', '2'),
  TracingConfig: oneOf('PassThrough', 'Active'),
};

/** AWS has them; this globe refuses them by name. */
const notHere = /^(DataProtectionPolicy|Application(Success|Failure)Feedback\w+)$/;

/** Who writes the log of deliveries, and of how many of them. */
const feedbackRole = /^(HTTP|SQS|Lambda|Firehose)(Success|Failure)FeedbackRoleArn$/;
const feedbackRate = /^(HTTP|SQS|Lambda|Firehose)SuccessFeedbackSampleRate$/;

function checkOf(name: string): Check | undefined {
  if (feedbackRole.test(name)) return (value) => value === '' || /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(value);
  if (feedbackRate.test(name)) return (value) => /^(\d|[1-9]\d|100)$/.test(value);
  return checks[name];
}

/** Attributes that a template may empty. */
const isEmptiable = (name: string) =>
  name === 'ArchivePolicy' || name === 'DeliveryPolicy' || name === 'KmsMasterKeyId' || feedbackRole.test(name);

/** Checks one settable attribute. `where` begins the refusal. Throws InvalidParameter. */
export function checkTopicAttribute(name: string, value: string, fifo: boolean, where = ''): void {
  if (notHere.test(name)) throw unsupported(`${where}${name}`);
  const check = checkOf(name);
  if (!check) throw invalidParameter(where === '' ? 'AttributeName' : `${where}Unknown attribute ${name}`);
  if (value === '' && isEmptiable(name)) return;
  if (check(value, fifo, where) === false) throw invalidParameter(`${where}${name}`);
}

/** The attributes after some were set; empty ones are gone. */
export function withAttributes(
  current: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...current, ...changes }).filter(([name, value]) => value !== '' || !isEmptiable(name)),
  );
}

const defaults: Readonly<Record<string, string>> = { DisplayName: '' };

/** Whether CreateTopic asks for what the topic is already. */
export function hasAttributes(topic: TopicRow, given: Readonly<Record<string, string>>): boolean {
  return Object.entries(given).every(([name, value]) => (topic.attributes[name] ?? defaults[name] ?? '') === value);
}

/** Every attribute of a topic, as AWS's texts. */
export function readAttributes(globe: Globe, topic: Topic): Record<string, string> {
  const { row, scope } = topic;
  const all = subscriptionsOf(globe, topic);
  const beginning = beginningOf(globe, topic);
  const pending = all.filter((subscription) => subscription.pending).length;
  return {
    ...defaults,
    ...row.attributes,
    ...(beginning !== undefined && { BeginningArchiveTime: beginning }),
    TopicArn: row.arn,
    Owner: scope.account,
    SubscriptionsConfirmed: String(all.length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: String(row.subscriptionsDeleted),
    EffectiveDeliveryPolicy: effectiveTopicPolicy(row.attributes.DeliveryPolicy),
  };
}

/** Bytes of a message with its attributes. */
export function maximumMessageBytes(topic: TopicRow): number {
  return Number(topic.attributes.MaximumMessageSize ?? messageLimits.defaultMaximumBytes);
}
