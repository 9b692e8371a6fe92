import type { Destination, ReplicationConfiguration, ReplicationRule } from '@aws-sdk/client-s3';
import { parseArn } from '../../../contract/arn.ts';
import type { Globe } from '../../../contract/globe.ts';
import { bucketsOf } from '../bucket.ts';
import { invalidArgument, invalidRequest, malformedXml, notImplemented } from '../errors.ts';
import { maxReplicationRules } from '../limits.ts';
import type { BucketRow } from '../tables.ts';
import {
  accountNotOwner,
  cannotBeUsed,
  criteriaWithoutKey,
  deleteMarkersByTag,
  destinationIsSource,
  destinationMissing,
  destinationNotVersioned,
  duplicatePriority,
  duplicateRuleId,
  keyWithoutCriteria,
  mustBeSpecified,
  overlappingPrefixes,
  ownerWithoutAccount,
  sourceNotVersioned,
  timeWithoutMetrics,
  tooManyDestinations,
} from './errors.ts';
import { destinationOf, isFirstSchema, prefixOf, tagsOf } from './rules.ts';

/** A configuration that S3 would take, with an id for each rule. */
export function checkedReplication(
  globe: Globe,
  bucket: BucketRow,
  configuration: ReplicationConfiguration | undefined,
): ReplicationConfiguration {
  const { Role, Rules = [] } = configuration ?? {};
  if (bucket.versioning !== 'Enabled') throw sourceNotVersioned();
  if (Rules.length === 0 || Rules.length > maxReplicationRules) throw malformedXml();
  if (parseArn(Role ?? '')?.service !== 'iam') throw invalidArgument('Invalid Arn', 'Role', Role);
  for (const rule of Rules) checkRule(globe, bucket, rule);
  checkTogether(Rules);
  return { Role, Rules: Rules.map((rule) => ({ ...rule, ID: rule.ID || globe.random.text(48, idAlphabet) })) };
}

const idAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

function checkRule(globe: Globe, bucket: BucketRow, rule: ReplicationRule): void {
  if (rule.Filter !== undefined && rule.Prefix !== undefined) throw malformedXml();
  if (rule.Destination === undefined) throw malformedXml();
  if (rule.ExistingObjectReplication !== undefined) throw notImplemented('ExistingObjectReplication');
  if ((rule.ID?.length ?? 0) > 255)
    throw invalidArgument('ID length should not exceed allowed limit of 255', 'ID', rule.ID);
  const marked = rule.DeleteMarkerReplication;
  if (isFirstSchema(rule) && marked !== undefined) throw cannotBeUsed('DeleteMarkerReplication');
  if (!isFirstSchema(rule) && marked === undefined) throw mustBeSpecified('DeleteMarkerReplication');
  if (marked?.Status === 'Enabled' && tagsOf(rule).length > 0) throw deleteMarkersByTag();
  checkEncryption(rule, rule.Destination);
  checkDestination(globe, bucket, rule, rule.Destination);
}

function checkEncryption(rule: ReplicationRule, destination: Destination): void {
  const wanted = rule.SourceSelectionCriteria?.SseKmsEncryptedObjects;
  const key = destination.EncryptionConfiguration?.ReplicaKmsKeyID;
  if (wanted?.Status === 'Enabled' && key === undefined) throw criteriaWithoutKey();
  if (wanted === undefined && destination.EncryptionConfiguration !== undefined) throw keyWithoutCriteria();
}

function checkDestination(globe: Globe, bucket: BucketRow, rule: ReplicationRule, destination: Destination): void {
  const { Bucket, Account, AccessControlTranslation, ReplicationTime, Metrics } = destination;
  const arn = parseArn(Bucket ?? '');
  if (arn?.service !== 's3') throw invalidArgument('Invalid bucket ARN', 'Bucket', Bucket);
  const found = bucketsOf(globe).get(destinationOf(rule));
  if (found === undefined) throw destinationMissing();
  if (found.name === bucket.name) throw destinationIsSource();
  if (found.versioning !== 'Enabled') throw destinationNotVersioned();
  if (AccessControlTranslation !== undefined && Account === undefined) throw ownerWithoutAccount();
  if (Account !== undefined && Account !== found.account) throw accountNotOwner();
  if (ReplicationTime?.Status === 'Enabled') {
    if (ReplicationTime.Time?.Minutes !== 15) throw invalidRequest('Replication time must be 15 minutes.');
    if (Metrics?.Status !== 'Enabled') throw timeWithoutMetrics();
  }
}

function checkTogether(rules: readonly ReplicationRule[]): void {
  const ids = rules.flatMap(({ ID }) => (ID ? [ID] : []));
  if (new Set(ids).size < ids.length) throw duplicateRuleId();
  if (rules.every(isFirstSchema)) return checkFirstSchema(rules);
  if (rules.some(isFirstSchema)) throw mustBeSpecified('Filter');
  const priorities = new Set<number>();
  for (const { Priority } of rules) {
    if (Priority === undefined) {
      if (rules.length > 1) throw mustBeSpecified('Priority');
    } else if (priorities.has(Priority)) throw duplicatePriority(Priority);
    else priorities.add(Priority);
  }
}

function checkFirstSchema(rules: readonly ReplicationRule[]): void {
  if (new Set(rules.map(destinationOf)).size > 1) throw tooManyDestinations();
  for (const [index, rule] of rules.entries()) {
    if (rule.Priority !== undefined && rules.length > 1) throw cannotBeUsed('Priority');
    for (const other of rules.slice(0, index)) {
      const [one, two] = [prefixOf(other), prefixOf(rule)];
      if (one.startsWith(two) || two.startsWith(one)) throw overlappingPrefixes(one, two);
    }
  }
}
