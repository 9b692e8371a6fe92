import type { AssumeRoleRequest } from '@aws-sdk/client-sts';
import { awsManagedPolicy } from '../../access/aws-managed-policies.ts';
import { customerManagedPolicy } from '../../access/identity-policies.ts';
import { policyFault } from '../../access/policy-syntax.ts';
import type { Call } from '../../contract/operation.ts';
import { duplicateTagKeys, malformedSessionPolicy, noSuchSessionPolicy, sessionPolicyTooLarge } from './errors.ts';
import { limits } from './limits.ts';

/** What several operations take to narrow and tag a session. */
export type Narrowing = Pick<AssumeRoleRequest, 'Policy' | 'PolicyArns' | 'Tags'>;

/** The policies that narrow a session: the one in the request and the managed ones that it names. */
export function sessionPoliciesOf(input: Narrowing, call: Call): readonly string[] {
  const inline = input.Policy === undefined ? [] : [checkedSessionPolicy(input.Policy)];
  const managed = (input.PolicyArns ?? []).map(({ arn = '' }) => managedPolicyText(call, arn));
  return [...inline, ...managed];
}

function checkedSessionPolicy(text: string): string {
  const fault = policyFault(text, 'identity');
  if (fault !== undefined) throw malformedSessionPolicy(fault);
  return text;
}

function managedPolicyText(call: Call, arn: string): string {
  const provided = awsManagedPolicy(arn);
  if (provided) return provided.document;
  const own = customerManagedPolicy(call.globe.store, arn);
  const version = own?.versions.find(({ versionId }) => versionId === own.defaultVersionId);
  if (!version) throw noSuchSessionPolicy(arn);
  return version.document;
}

/** Session tags by key. */
export function sessionTagsOf({ Tags: tags = [] }: Narrowing): Readonly<Record<string, string>> {
  const keys = new Set(tags.map(({ Key }) => Key?.toLowerCase()));
  if (keys.size < tags.length) throw duplicateTagKeys();
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/**
 * How much of the room for policies and tags is used, in percent; undefined when there are none.
 * Differs from AWS: the packing is not known, so plain characters are counted.
 */
export function packedPolicySize({ Policy, Tags }: Narrowing): number | undefined {
  if (Policy === undefined && !Tags?.length) return undefined;
  const characters = (Policy?.length ?? 0) + (Tags ? JSON.stringify(Tags).length : 0);
  const percent = Math.ceil((characters * 100) / limits.packedCharacters);
  if (percent > 100) throw sessionPolicyTooLarge(percent);
  return percent;
}
