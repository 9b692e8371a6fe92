import type { Principal } from '../contract/principal.ts';
import type { CompiledPolicy, CompiledStatement } from './compile-policy.ts';
import type { KeySource } from './glob.ts';
import type { PrincipalMatch } from './principal-match.ts';

/** A policy and where it hangs: an ARN, or `inline policy X`. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: CompiledPolicy;
}

/** Kinds of policies, as AWS's texts call them. */
type PolicyKind = 'identity-based policy' | 'resource-based policy' | 'permissions boundary' | 'session policy';

/** One question with everything that its answer depends on. */
export interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. */
  readonly resourceAccount: string;
  readonly keys: KeySource;
  readonly identityPolicies: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy | undefined;
  readonly sessionPolicies?: readonly NamedPolicy[] | undefined;
  readonly resourcePolicy?: CompiledPolicy | undefined;
  /** Trust and key policies: without their consent nobody is allowed, not even the account's own principals. */
  readonly resourcePolicyMustAllow?: boolean;
}

/** The answer, with the policy that gave it or the kind of policy that is missing. */
export type Decision =
  | { readonly allowed: true; readonly because: string }
  | { readonly allowed: false; readonly explicit: true; readonly kind: PolicyKind; readonly because: string }
  | { readonly allowed: false; readonly explicit: false; readonly kind: PolicyKind };

const missing = (kind: PolicyKind): Decision => ({ allowed: false, explicit: false, kind });

/** Decides as IAM does. AWS: IAM User Guide, "Policy evaluation logic" and "Cross-account policy evaluation logic". */
export function decide(question: Question): Decision {
  const denial = explicitDenial(question);
  if (denial) return denial;
  const grant = resourceGrant(question);
  const { principal } = question;
  const ownResource = principal.account === question.resourceAccount;
  if (principal.kind === 'service' || principal.kind === 'anonymous') {
    return grant === 'none' ? missing('resource-based policy') : allowedByResource;
  }
  if (question.resourcePolicyMustAllow && grant === 'none') return missing('resource-based policy');
  if (principal.kind === 'root') {
    return ownResource || grant !== 'none' ? allowedAsRoot : missing('resource-based policy');
  }
  if (ownResource && grant === 'direct') return allowedByResource;
  const limit = missingLimit(question);
  if (ownResource && (grant === 'role' || grant === 'everyone')) return limit ?? allowedByResource;
  const identity = firstAllowing(question, question.identityPolicies);
  if (!identity) return missing('identity-based policy');
  if (limit) return limit;
  if (!ownResource && grant === 'none') return missing('resource-based policy');
  return { allowed: true, because: identity };
}

export const allowedAsRoot: Decision = { allowed: true, because: 'account root' };
const allowedByResource: Decision = { allowed: true, because: 'resource-based policy' };

function explicitDenial(question: Question): Decision | undefined {
  const named: readonly (readonly [PolicyKind, readonly NamedPolicy[]])[] = [
    ['identity-based policy', question.identityPolicies],
    ['permissions boundary', question.boundary ? [question.boundary] : []],
    ['session policy', question.sessionPolicies ?? []],
  ];
  for (const [kind, policies] of named) {
    for (const { name, policy } of policies) {
      const statement = policy.statements.find((each) => each.effect === 'Deny' && covers(each, question));
      if (statement) return { allowed: false, explicit: true, kind, because: `${name} ${statement.name}` };
    }
  }
  const statement = question.resourcePolicy?.statements.find(
    (each) => each.effect === 'Deny' && matchOf(each, question) !== 'none' && covers(each, question),
  );
  return statement && { allowed: false, explicit: true, kind: 'resource-based policy', because: statement.name };
}

/** The strongest way in which the resource's policy allows the principal. */
function resourceGrant(question: Question): PrincipalMatch {
  let account: PrincipalMatch = 'none';
  for (const statement of question.resourcePolicy?.statements ?? []) {
    if (statement.effect !== 'Allow') continue;
    const match = matchOf(statement, question);
    if (match === 'none' || !covers(statement, question)) continue;
    if (match === 'direct') return match;
    if (account === 'none' || account === 'account') account = match;
  }
  return account;
}

function matchOf(statement: CompiledStatement, question: Question): PrincipalMatch {
  return statement.principal?.(question.principal) ?? 'none';
}

function covers(statement: CompiledStatement, question: Question): boolean {
  return statement.covers(question.action.toLowerCase(), question.resource, question.keys);
}

/** The boundary or session policies that do not allow what is asked; undefined when nothing limits it. */
function missingLimit(question: Question): Decision | undefined {
  const { boundary, sessionPolicies } = question;
  if (boundary && !firstAllowing(question, [boundary])) return missing('permissions boundary');
  if (sessionPolicies && sessionPolicies.length > 0 && !firstAllowing(question, sessionPolicies)) {
    return missing('session policy');
  }
  return undefined;
}

function firstAllowing(question: Question, policies: readonly NamedPolicy[]): string | undefined {
  for (const { name, policy } of policies) {
    const statement = policy.statements.find((each) => each.effect === 'Allow' && covers(each, question));
    if (statement) return `${name} ${statement.name}`;
  }
  return undefined;
}
