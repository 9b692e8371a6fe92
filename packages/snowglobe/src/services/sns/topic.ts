import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { invalidParameter, malformedArn, topicNotFound } from './errors.ts';
import { type SubscriptionRow, subscriptions, type TopicRow, topics } from './tables.ts';

/** A topic and where it lives. */
export interface Topic {
  readonly scope: Scope;
  readonly row: TopicRow;
}

export interface TopicAddress {
  readonly scope: Scope;
  readonly name: string;
}

export function topicArn(address: TopicAddress): string {
  return formatArn('sns', address.scope, address.name);
}

/** The topic that a topic's or a subscription's ARN names; undefined when it is neither. */
export function addressOfArn(arn: string): TopicAddress | undefined {
  const parts = parseArn(arn);
  const [name, ...rest] = parts?.resource.split(':') ?? [];
  if (parts?.service !== 'sns' || !parts.account || !parts.region || !name || rest.length > 1) return undefined;
  return { scope: { account: parts.account, region: parts.region }, name };
}

export function findTopic(globe: Globe, arn: string): Topic | undefined {
  const address = addressOfArn(arn);
  const row = address && globe.store.collection(topics, address.scope).get(address.name);
  return row?.arn === arn && address ? { scope: address.scope, row } : undefined;
}

/** Throws InvalidParameter for what is no ARN of a topic, NotFound when there is no such topic. */
export function requireTopicOf(globe: Globe, arn: string, parameter = 'TopicArn'): Topic {
  const parts = arn.split(':');
  if (parts.length < 6) throw malformedArn(parameter, parts.length);
  if (parts.length > 6 || !addressOfArn(arn)) throw invalidParameter(parameter);
  const topic = findTopic(globe, arn);
  if (!topic) throw topicNotFound();
  return topic;
}

/** The topic of an operation, which must be in the region that was called. */
export function requireTopic(call: Call, arn: string | undefined, parameter = 'TopicArn'): Topic {
  const address = addressOfArn(arn ?? '');
  if (address && address.scope.region !== call.scope.region) throw invalidParameter(parameter);
  return requireTopicOf(call.globe, arn ?? '', parameter);
}

export function putTopic(globe: Globe, { scope }: Topic, row: TopicRow): void {
  globe.store.collection(topics, scope).put(row);
}

export function subscriptionsOf(globe: Globe, { scope, row }: Topic): readonly SubscriptionRow[] {
  return [...globe.store.collection(subscriptions, scope).rangeBy('topic', { from: row.arn, to: row.arn })];
}
