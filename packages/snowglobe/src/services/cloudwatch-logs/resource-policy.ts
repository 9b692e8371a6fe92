import type { ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';
import type { Call } from '../../contract/operation.ts';
import { invalidParameter } from './errors.ts';
import { type ResourcePolicyRow, resourcePolicies } from './tables.ts';

/** The document, when it is a policy's JSON. */
export function checkedDocument(text: string | undefined): string {
  const invalid = () => invalidParameter('Policy document is not a valid JSON document.');
  let document: unknown;
  try {
    document = JSON.parse(text ?? '');
  } catch {
    throw invalid();
  }
  if (typeof document !== 'object' || document === null || !('Statement' in document)) throw invalid();
  return text ?? '';
}

/** As the API shows it. */
export function describeResourcePolicy({ policyName, document, updatedAt }: ResourcePolicyRow): ResourcePolicy {
  return { policyName, policyDocument: document, lastUpdatedTime: updatedAt };
}

interface Statements {
  readonly Statement: unknown;
}

/**
 * What the region's resource policies allow together, as one policy; undefined when nothing needs it.
 * AWS lets the service that is to deliver logs write a policy for itself when the delivery is set up.
 * Differs from AWS: that policy is always there and not listed.
 */
export function resourcePolicyFor(call: Call): string | undefined {
  const rows = [...call.globe.store.collection(resourcePolicies, call.scope).range()];
  const delivering = call.caller.kind === 'service' && call.caller.service === 'delivery.logs.amazonaws.com';
  if (rows.length === 0 && !delivering) return undefined;
  const own = rows.map((row) => (JSON.parse(row.document) as Statements).Statement).flat();
  return JSON.stringify({ Version: '2012-10-17', Statement: [...own, ...(delivering ? [logDelivery] : [])] });
}

const logDelivery = {
  Sid: 'AWSLogDeliveryWrite',
  Effect: 'Allow',
  Principal: { Service: 'delivery.logs.amazonaws.com' },
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
};
