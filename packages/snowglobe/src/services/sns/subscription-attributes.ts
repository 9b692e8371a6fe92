import type { Globe } from '../../contract/globe.ts';
import { deadLetterArn } from './dead-letter.ts';
import { checkSubscriptionDeliveryPolicy, effectiveSubscriptionPolicy } from './delivery-policy.ts';
import { invalidParameter } from './errors.ts';
import { checkFilterPolicy, type FilterScope } from './filter-policy.ts';
import { replayRange, replayStatus } from './replay.ts';
import type { Protocol, SubscriptionRow } from './tables.ts';
import { findTopic } from './topic.ts';

type Attributes = Readonly<Record<string, string>>;

interface Place {
  readonly protocol: Protocol;
  readonly scope: FilterScope;
  /** Begins every refusal. */
  readonly where: string;
}

type Check = (value: string, place: Place) => boolean | void;

const rawProtocols: readonly Protocol[] = ['sqs', 'http', 'https', 'firehose'];

/** What a caller may set, each with its check: false, or a throw, is a refusal. */
const checks: Readonly<Record<string, Check>> = {
  DeliveryPolicy: (value, { protocol }) => {
    if (!protocol.startsWith('http')) return false;
    return checkSubscriptionDeliveryPolicy(value);
  },
  FilterPolicy: (value, { scope, where }) => checkFilterPolicy(value, scope, where),
  FilterPolicyScope: (value) => value === 'MessageAttributes' || value === 'MessageBody',
  ReplayPolicy: (value, { where }) => replayRange(value, where).fromAt >= 0,
  RawMessageDelivery: (value, { protocol, where }) => {
    if (!/^(true|false)$/i.test(value)) return false;
    if (value.toLowerCase() === 'true' && !rawProtocols.includes(protocol)) {
      throw invalidParameter(`${where}Delivery protocol [${protocol}] does not support raw message delivery.`);
    }
    return true;
  },
  RedrivePolicy: (value, { where }) => deadLetterArn(value, where) !== '',
  SubscriptionRoleArn: (value, { protocol }) =>
    protocol === 'firehose' && /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(value),
};

/** An empty value takes these away. */
const emptiable = new Set(['DeliveryPolicy', 'FilterPolicy', 'RedrivePolicy', 'ReplayPolicy']);

function isRemoval(name: string, value: string): boolean {
  return emptiable.has(name) && (value === '' || (name !== 'DeliveryPolicy' && value.trim() === '{}'));
}

function checkAttribute(name: string, value: string, place: Place): void {
  const check = checks[name];
  if (!check) throw invalidParameter(place.where === '' ? 'AttributeName' : `${place.where}Unknown attribute ${name}`);
  if (isRemoval(name, value)) return;
  if (check(value, place) === false) throw invalidParameter(`${place.where}${name}`);
}

/** A subscription's attributes after some were set. `where` begins the refusals. Throws InvalidParameter. */
export function changedAttributes(
  current: Attributes,
  changes: Attributes,
  protocol: Protocol,
  where = '',
): Record<string, string> {
  const merged: Record<string, string> = { ...current, ...changes };
  const scope = merged.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes';
  for (const [name, value] of Object.entries(changes)) checkAttribute(name, value, { protocol, scope, where });
  for (const [name, value] of Object.entries(merged)) if (isRemoval(name, value)) delete merged[name];
  // A policy that stays must fit the scope that comes.
  if (changes.FilterPolicyScope !== undefined && merged.FilterPolicy !== undefined) {
    checkFilterPolicy(merged.FilterPolicy, scope, where);
  }
  if (merged.RawMessageDelivery !== undefined) merged.RawMessageDelivery = merged.RawMessageDelivery.toLowerCase();
  return merged;
}

const defaults: Attributes = { RawMessageDelivery: 'false', FilterPolicyScope: 'MessageAttributes' };

/** Whether Subscribe asks for what the subscription is already. */
export function sameAttributes(current: Attributes, given: Attributes): boolean {
  return Object.entries(given).every(([name, value]) => (current[name] ?? defaults[name]) === value);
}

/** Every attribute of a subscription, as AWS's texts. */
export function readAttributes(globe: Globe, row: SubscriptionRow): Record<string, string> {
  const topicPolicy = findTopic(globe, row.topicArn)?.row.attributes.DeliveryPolicy;
  const { FilterPolicyScope: scope = 'MessageAttributes', ...attributes } = row.attributes;
  const status = replayStatus(globe, row);
  return {
    RawMessageDelivery: 'false',
    ...attributes,
    ...(status !== undefined && { ReplayStatus: status }),
    ...(attributes.FilterPolicy === undefined ? {} : { FilterPolicyScope: scope }),
    SubscriptionArn: row.arn,
    TopicArn: row.topicArn,
    Owner: row.owner,
    Protocol: row.protocol,
    Endpoint: row.endpoint,
    SubscriptionPrincipal: row.principalArn,
    PendingConfirmation: String(row.pending),
    ConfirmationWasAuthenticated: String(row.confirmationWasAuthenticated),
    ...(row.protocol.startsWith('http') && {
      EffectiveDeliveryPolicy: effectiveSubscriptionPolicy(topicPolicy, attributes.DeliveryPolicy),
    }),
  };
}
