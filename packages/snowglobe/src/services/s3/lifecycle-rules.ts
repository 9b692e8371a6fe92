import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { Random } from '../../contract/time.ts';
import { invalidArgument, invalidRequest, malformedXml } from './errors.ts';
import { maxLifecycleRules } from './limits.ts';

const dayMs = 24 * 60 * 60 * 1000;
const maxIdLength = 255;

/** Lifecycle rules with an id each. Throws MalformedXML, InvalidRequest or InvalidArgument. */
export function checkedLifecycleRules(rules: readonly LifecycleRule[] | undefined, random: Random): LifecycleRule[] {
  if (rules === undefined || rules.length === 0 || rules.length > maxLifecycleRules) throw malformedXml();
  const named = rules.map((rule) => ({
    ...rule,
    ID: rule.ID || random.text(48, 'abcdefghijklmnopqrstuvwxyz0123456789'),
  }));
  if (new Set(named.map(({ ID }) => ID)).size < named.length) {
    throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', undefined);
  }
  for (const rule of named) checkRule(rule);
  return named;
}

function checkRule(rule: LifecycleRule & { readonly ID: string }): void {
  if (rule.ID.length > maxIdLength) {
    throw invalidArgument(`ID length should not exceed allowed limit of ${maxIdLength}`, 'ID', rule.ID);
  }
  if (rule.Status !== 'Enabled' && rule.Status !== 'Disabled') throw malformedXml();
  if (rule.Filter !== undefined && rule.Prefix !== undefined) throw malformedXml();
  if (rule.Filter === undefined && rule.Prefix === undefined) throw malformedXml();
  if (Object.values(rule.Filter ?? {}).filter((part) => part !== undefined).length > 1) throw malformedXml();
  checkActions(rule);
}

function checkActions(rule: LifecycleRule): void {
  const actions = [
    rule.Expiration,
    rule.NoncurrentVersionExpiration,
    rule.AbortIncompleteMultipartUpload,
    ...(rule.Transitions ?? []),
    ...(rule.NoncurrentVersionTransitions ?? []),
  ];
  if (actions.every((action) => action === undefined)) {
    throw invalidRequest('At least one action needs to be specified in a rule');
  }
  if (rule.Expiration !== undefined) checkExpiration(rule.Expiration);
  for (const { Days, Date: date } of rule.Transitions ?? []) {
    if ((Days === undefined) === (date === undefined)) throw malformedXml();
    if (Days !== undefined && Days < 0) {
      throw invalidArgument("'Days' for Transition action must be nonnegative", 'Days', Days);
    }
    if (date !== undefined) checkMidnight(date);
  }
  checkPositive('NoncurrentDays', 'NoncurrentVersionExpiration', rule.NoncurrentVersionExpiration?.NoncurrentDays);
  checkPositive(
    'DaysAfterInitiation',
    'AbortIncompleteMultipartUpload',
    rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  );
}

function checkExpiration(expiration: NonNullable<LifecycleRule['Expiration']>): void {
  const { Days, Date: date, ExpiredObjectDeleteMarker } = expiration;
  if ([Days, date, ExpiredObjectDeleteMarker].filter((part) => part !== undefined).length !== 1) throw malformedXml();
  checkPositive('Days', 'Expiration', Days);
  if (date !== undefined) checkMidnight(date);
}

function checkPositive(member: string, action: string, days: number | undefined): void {
  if (days !== undefined && days < 1) {
    throw invalidArgument(`'${member}' for ${action} action must be a positive integer`, member, days);
  }
}

function checkMidnight(date: Date): void {
  if (date.getTime() % dayMs !== 0) throw invalidArgument("'Date' must be at midnight GMT", 'Date', date.toISOString());
}
