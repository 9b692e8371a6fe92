import type { Tag } from '@aws-sdk/client-eventbridge';
import type { Call } from '../../contract/operation.ts';
import { busAddress, busesOf, requireBus } from './bus.ts';
import { notFound } from './errors.ts';
import { requireRule, ruleAddress, rulesOf } from './rule.ts';

export type Tags = Readonly<Record<string, string>>;

export function tagMap(tags: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/** A bus or rule by its ARN, with a way to change its tags. */
export function taggedResource(call: Call, arn: string): { readonly tags: Tags; put(tags: Tags): void } {
  const rule = ruleAddress(arn);
  if (rule) {
    const row = requireRule(call.globe, rule.bus, rule.name);
    return { tags: row.tags, put: (tags) => rulesOf(call.globe, rule.bus).put({ ...row, tags }) };
  }
  if (!arn.includes(':event-bus/')) throw notFound(`Resource ${arn} does not exist.`);
  const address = busAddress(arn, call.scope);
  const row = requireBus(call.globe, address);
  return { tags: row.tags, put: (tags) => busesOf(call.globe, address.scope).put({ ...row, tags }) };
}
