import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { roleSession, trustedRole } from '../../../access/assume-role.ts';
import { issueCredentials } from '../../../access/credentials.ts';
import type { RoleRow } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import type { AccessRequest, Principal } from '../../../contract/principal.ts';
import { durationExceedsChaining, durationExceedsMaximum, transitiveTagConflict } from '../errors.ts';
import { limits } from '../limits.ts';
import { packedPolicySize, sessionPoliciesOf, sessionTagsOf } from '../session-policies.ts';
import { describeCredentials } from '../shown-credentials.ts';

export const assumeRole: Operation<AssumeRoleRequest, AssumeRoleResponse> = (input, call) => {
  const { globe, caller } = call;
  const access = { service: 'sts', operation: 'AssumeRole', scope: call.scope, http: call.http };
  const world = { store: globe.store, now: globe.clock.now() };
  const given = sessionTagsOf(input);
  const inherited = transitiveTags(caller);
  const sourceIdentity = input.SourceIdentity ?? (caller.kind === 'assumed-role' ? caller.sourceIdentity : undefined);
  const actions = [
    'sts:AssumeRole',
    ...(Object.keys(given).length > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  if (Object.keys(given).some((key) => hasKey(inherited, key))) throw transitiveTagConflict();
  const sessionTags = { ...given, ...inherited };
  const transitiveTagKeys = [...Object.keys(inherited), ...(input.TransitiveTagKeys ?? [])];
  const [role] = actions.map((action) =>
    trustedRole(world, input.RoleArn ?? '', caller, access, { action, context: contextOf(input) }),
  );
  if (!role) throw new Error('no action was decided');
  const durationSeconds = checkedDuration(input, role, caller);
  const sessionPolicies = sessionPoliciesOf(input, call);
  const packed = packedPolicySize(input);
  const session = {
    ...roleSession(role, input.RoleSessionName ?? ''),
    ...(sessionPolicies.length > 0 && { sessionPolicies }),
    ...(Object.keys(sessionTags).length > 0 && { sessionTags }),
    ...(transitiveTagKeys.length > 0 && { transitiveTagKeys }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
  return {
    Credentials: describeCredentials(issueCredentials(globe, session, durationSeconds)),
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    ...(packed !== undefined && { PackedPolicySize: packed }),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
};

function hasKey(tags: Readonly<Record<string, string>>, key: string): boolean {
  return Object.keys(tags).some((each) => each.toLowerCase() === key.toLowerCase());
}

/** The tags that a session hands on to the roles which it assumes. AWS: IAM User Guide, "Chaining roles with session tags". */
function transitiveTags(caller: Principal): Readonly<Record<string, string>> {
  if (caller.kind !== 'assumed-role') return {};
  const handedOn = new Set(caller.transitiveTagKeys?.map((key) => key.toLowerCase()));
  return Object.fromEntries(
    Object.entries(caller.sessionTags ?? {}).filter(([key]) => handedOn.has(key.toLowerCase())),
  );
}

/** What a trust policy's conditions may ask about the request. */
function contextOf(input: AssumeRoleRequest): NonNullable<AccessRequest['context']> {
  const tags = input.Tags ?? [];
  return {
    'sts:RoleSessionName': input.RoleSessionName ?? '',
    ...(input.ExternalId !== undefined && { 'sts:ExternalId': input.ExternalId }),
    ...(input.SourceIdentity !== undefined && { 'sts:SourceIdentity': input.SourceIdentity }),
    ...(tags.length > 0 && { 'aws:TagKeys': tags.map(({ Key }) => Key ?? '') }),
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value ?? ''])),
    ...(input.TransitiveTagKeys && { 'sts:TransitiveTagKeys': input.TransitiveTagKeys }),
  };
}

function checkedDuration({ DurationSeconds }: AssumeRoleRequest, role: RoleRow, caller: Principal): number {
  const seconds = DurationSeconds ?? limits.defaultSessionSeconds;
  if (caller.kind === 'assumed-role' && seconds > limits.chainedSessionSeconds) throw durationExceedsChaining();
  if (seconds > role.maxSessionDurationSeconds) throw durationExceedsMaximum();
  return seconds;
}
