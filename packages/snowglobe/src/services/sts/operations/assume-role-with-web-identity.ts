import type { AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse } from '@aws-sdk/client-sts';
import { roleSession, trustedRole } from '../../../access/assume-role.ts';
import { issueCredentials } from '../../../access/credentials.ts';
import { AccessDenied } from '../../../access/denial.ts';
import type { RoleRow } from '../../../access/tables.ts';
import { parseArn } from '../../../contract/arn.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { Principal } from '../../../contract/principal.ts';
import { durationExceedsMaximum, notAuthorizedByToken } from '../errors.ts';
import { limits } from '../limits.ts';
import { packedPolicySize, sessionPoliciesOf } from '../session-policies.ts';
import { describeCredentials } from '../shown-credentials.ts';
import { type WebIdentity, webIdentityOf } from '../web-identity.ts';

export const assumeRoleWithWebIdentity: Operation<
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse
> = async (input, call) => {
  const account = parseArn(input.RoleArn ?? '')?.account ?? '';
  const identity = await webIdentityOf(call.globe, account, input.WebIdentityToken ?? '');
  return call.step(() => {
    const role = trustingRole(call, input, identity);
    const seconds = input.DurationSeconds ?? limits.defaultSessionSeconds;
    if (seconds > role.maxSessionDurationSeconds) throw durationExceedsMaximum();
    const sessionPolicies = sessionPoliciesOf(input, call);
    const packed = packedPolicySize(input);
    const session = {
      ...roleSession(role, input.RoleSessionName ?? ''),
      federation: { provider: identity.provider.arn, keys: identity.keys },
      ...(sessionPolicies.length > 0 && { sessionPolicies }),
      ...(Object.keys(identity.tags).length > 0 && { sessionTags: identity.tags }),
      ...(identity.transitiveTagKeys.length > 0 && { transitiveTagKeys: identity.transitiveTagKeys }),
    };
    return {
      Credentials: describeCredentials(issueCredentials(call.globe, session, seconds)),
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
      SubjectFromWebIdentityToken: identity.subject,
      Audience: identity.audience,
      Provider: identity.provider.arn,
      ...(packed !== undefined && { PackedPolicySize: packed }),
    };
  });
};

/** The role, when its trust policy takes the token; STS does not say what it lacks. */
function trustingRole(call: Call, input: AssumeRoleWithWebIdentityRequest, identity: WebIdentity): RoleRow {
  const { globe, scope, http } = call;
  const { arn } = identity.provider;
  const caller: Principal = { kind: 'service', service: arn, account: parseArn(arn)?.account ?? '' };
  const access = { service: 'sts', operation: 'AssumeRoleWithWebIdentity', scope, http };
  const tagged = Object.entries(identity.tags);
  const context = {
    ...identity.keys,
    'aws:FederatedProvider': arn,
    'sts:RoleSessionName': input.RoleSessionName ?? '',
    ...(tagged.length > 0 && { 'aws:TagKeys': tagged.map(([key]) => key) }),
    ...Object.fromEntries(tagged.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
  const world = { store: globe.store, now: globe.clock.now() };
  const actions = ['sts:AssumeRoleWithWebIdentity', ...(tagged.length > 0 ? ['sts:TagSession'] : [])];
  try {
    const [role] = actions.map((action) =>
      trustedRole(world, input.RoleArn ?? '', caller, access, { action, context }),
    );
    if (!role) throw new Error('no action was decided');
    return role;
  } catch (error) {
    if (error instanceof AccessDenied) throw notAuthorizedByToken();
    throw error;
  }
}
