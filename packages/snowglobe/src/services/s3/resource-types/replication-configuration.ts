import type { Destination, ReplicationConfiguration, ReplicationRule, ReplicationRuleFilter } from '@aws-sdk/client-s3';
import type { Properties } from '../../../contract/resource-type.ts';

/** Template JSON whose shape the template check has confirmed. */
type Json = Properties[string];

/** A template's ReplicationConfiguration in the API's form. */
export function replicationConfiguration({ Role, Rules }: Json): ReplicationConfiguration {
  return { Role, Rules: Rules.map(replicationRule) };
}

function replicationRule(rule: Json): ReplicationRule {
  return {
    ID: rule.Id,
    Status: rule.Status,
    Priority: rule.Priority === undefined ? undefined : Number(rule.Priority),
    Prefix: rule.Prefix,
    Filter: rule.Filter && filterOf(rule.Filter),
    DeleteMarkerReplication: rule.DeleteMarkerReplication,
    SourceSelectionCriteria: rule.SourceSelectionCriteria,
    Destination: destinationOf(rule.Destination),
  };
}

function filterOf({ Prefix, TagFilter, And }: Json): ReplicationRuleFilter {
  if (And !== undefined) return { And: { Prefix: And.Prefix, Tags: And.TagFilters?.map(tagOf) } };
  return TagFilter === undefined ? { Prefix: Prefix ?? '' } : { Tag: tagOf(TagFilter) };
}

function tagOf({ Key, Value }: Json) {
  return { Key, Value: String(Value) };
}

function destinationOf({ Metrics, ReplicationTime, ...rest }: Json): Destination {
  return {
    ...rest,
    ...(Metrics && { Metrics: { ...Metrics, EventThreshold: minutesOf(Metrics.EventThreshold) } }),
    ...(ReplicationTime && { ReplicationTime: { ...ReplicationTime, Time: minutesOf(ReplicationTime.Time) } }),
  };
}

function minutesOf(value: Json): { Minutes: number } | undefined {
  return value === undefined ? undefined : { Minutes: Number(value.Minutes) };
}
