import { listOf, type PolicyDocument } from '../../access/policy-document.ts';
import { type PolicyUse, policyFault } from '../../access/policy-syntax.ts';
import { malformedPolicy, quotaExceeded } from './errors.ts';
import { limits } from './limits.ts';

/** The text, when IAM takes it as a policy. */
export function checkedPolicy(text: string | undefined, use: PolicyUse): string {
  const policy = text ?? '';
  const fault = policyFault(policy, use);
  if (fault !== undefined) throw malformedPolicy(fault);
  return policy;
}

/** IAM counts a policy's characters without white space. */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

/** IAM returns policies percent-encoded as RFC 3986 has it. */
export function encodePolicy(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Every principal that a trust policy names, as `[kind, value]`. */
export function trustedPrincipals(text: string): readonly (readonly [string, string])[] {
  const document = JSON.parse(text) as PolicyDocument;
  return listOf(document.Statement).flatMap(({ Principal, NotPrincipal }) => {
    const element = Principal ?? NotPrincipal;
    if (element === undefined || element === '*') return [];
    return Object.entries(element).flatMap(([kind, values]) => listOf(values).map((value) => [kind, value] as const));
  });
}

/** The text, when it can be a managed policy. */
export function checkedManagedPolicy(text: string | undefined): string {
  const policy = checkedPolicy(text, 'identity');
  if (policySize(policy) > limits.managedPolicyCharacters)
    throw quotaExceeded('PolicySize', limits.managedPolicyCharacters);
  return policy;
}
