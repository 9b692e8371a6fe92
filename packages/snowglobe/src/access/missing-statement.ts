import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Decision } from './evaluate.ts';

/** What a person has to change, as one sentence with the statement as JSON. */
export function missingStatement(
  principal: Principal,
  request: AccessRequest,
  refusal: Extract<Decision, { readonly allowed: false }>,
): string {
  if (refusal.explicit) {
    return `Statement ${refusal.because} of the ${refusal.kind} denies ${request.action} on ${request.resource}.`;
  }
  const statement = { Effect: 'Allow', Action: request.action, Resource: request.resource };
  if (refusal.kind === 'resource-based policy') {
    const full = { ...statement, Principal: principalElement(principal), ...sourceCondition(principal) };
    return `Add to the policy of the resource: ${JSON.stringify(full)}`;
  }
  return `Add to ${placeOf(principal, refusal.kind)}: ${JSON.stringify(statement)}`;
}

function placeOf(principal: Principal, kind: string): string {
  const article = kind === 'identity-based policy' ? 'an' : 'the';
  const holder = principal.kind === 'assumed-role' ? ` of role ${principal.roleName}` : '';
  return `${article} ${kind}${principal.kind === 'user' ? ` of user ${principal.userName}` : holder}`;
}

function principalElement(principal: Principal): unknown {
  if (principal.kind === 'service') return { Service: principal.service };
  if (principal.kind === 'anonymous') return '*';
  if (principal.kind === 'root') return { AWS: `arn:aws:iam::${principal.account}:root` };
  return { AWS: principal.kind === 'user' ? principal.arn : principal.roleArn };
}

function sourceCondition(principal: Principal): object {
  if (principal.kind !== 'service' || principal.sourceArn === undefined) return {};
  return { Condition: { ArnLike: { 'aws:SourceArn': principal.sourceArn } } };
}
