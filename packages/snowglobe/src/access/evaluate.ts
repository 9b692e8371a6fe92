import type { Principal } from '../contract/principal.ts';
import type { CompiledPolicy, CompiledStatement } from './compile-policy.ts';
import type { KeySource } from './glob.ts';
import type { PrincipalMatch } from './principal-match.ts';

/** A policy and where it hangs: an ARN, or `inline policy X`. */
export interface NamedPolicy {
  readonly name: string;
  /** Of managed policies and those of an organization. */
  readonly arn?: string;
  readonly policy: CompiledPolicy;
}

/** Kinds of policies, as AWS's texts call them. */
export type PolicyKind =
  | 'identity-based policy'
  | 'resource-based policy'
  | 'permissions boundary'
  | 'session policy'
  | 'service control policy'
  | 'resource control policy';

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
  /** What the principal's organization allows its account, level by level. */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[] | undefined;
  /** What the resource's organization allows anyone on it. */
  readonly resourceControl?: readonly (readonly NamedPolicy[])[] | undefined;
}

/** The answer, with the policy that gave it or the kind of policy that is missing. */
export type Decision =
  | { readonly allowed: true; readonly because: string }
  | {
      readonly allowed: false;
      readonly explicit: true;
      readonly kind: PolicyKind;
      readonly because: string;
      readonly policyArn?: string;
    }
  | { readonly allowed: false; readonly explicit: false; readonly kind: PolicyKind };

const missing = (kind: PolicyKind): Decision => ({ allowed: false, explicit: false, kind });

/** The question with its action in lower case, as statements compare it. */
interface LowerCaseQuestion {
  readonly asked: Question;
  readonly action: string;
  readonly service: string;
}

function asLowerCase(asked: Question): LowerCaseQuestion {
  const action = asked.action.toLowerCase();
  return { asked, action, service: action.slice(0, action.indexOf(':')) };
}

/**
 * Decides as IAM does: denials anywhere, then what the organizations of resource and principal allow, then the resource's policy, then
 * identity policies with the boundary and the session's policies.
 * AWS: IAM User Guide, "Policy evaluation logic" and "Cross-account policy evaluation logic".
 */
export function decide(asked: Question): Decision {
  const question = asLowerCase(asked);
  const denial = explicitDenial(question) ?? missingControl(question);
  if (denial) return denial;
  const grant = resourceGrant(question);
  const { principal } = asked;
  const ownResource = principal.account === question.asked.resourceAccount;
  if (principal.kind === 'service' || principal.kind === 'anonymous') {
    return grant === 'none' ? missing('resource-based policy') : allowedByResource;
  }
  if (question.asked.resourcePolicyMustAllow && grant === 'none') return missing('resource-based policy');
  if (principal.kind === 'root') {
    return ownResource || grant !== 'none' ? allowedAsRoot : missing('resource-based policy');
  }
  if (ownResource && grant === 'direct') return allowedByResource;
  const limit = missingLimit(question);
  if (ownResource && (grant === 'role' || grant === 'everyone')) return limit ?? allowedByResource;
  const identity = firstAllowing(question, question.asked.identityPolicies);
  if (!identity) return missing('identity-based policy');
  if (limit) return limit;
  if (!ownResource && grant === 'none') return missing('resource-based policy');
  return { allowed: true, because: identity };
}

export const allowedAsRoot: Decision = { allowed: true, because: 'account root' };
const allowedByResource: Decision = { allowed: true, because: 'resource-based policy' };

function explicitDenial(question: LowerCaseQuestion): Decision | undefined {
  return (
    controlDenial('resource control policy', question.asked.resourceControl, question) ??
    controlDenial('service control policy', question.asked.serviceControl, question) ??
    firstDenial('identity-based policy', question.asked.identityPolicies, question) ??
    (question.asked.boundary && firstDenial('permissions boundary', [question.asked.boundary], question)) ??
    firstDenial('session policy', question.asked.sessionPolicies, question) ??
    resourceDenial(question)
  );
}

function controlDenial(
  kind: PolicyKind,
  levels: Question['serviceControl'],
  question: LowerCaseQuestion,
): Decision | undefined {
  for (const policies of levels ?? []) {
    const denial = firstDenial(kind, policies, question);
    if (denial) return denial;
  }
  return undefined;
}

function firstDenial(
  kind: PolicyKind,
  policies: readonly NamedPolicy[] | undefined,
  question: LowerCaseQuestion,
): Decision | undefined {
  for (const { name, arn, policy } of policies ?? []) {
    for (const statement of policy.about(question.service).denying) {
      if (!covers(statement, question)) continue;
      const because = `${name} ${statement.name}`;
      return { allowed: false, explicit: true, kind, because, ...(arn !== undefined && { policyArn: arn }) };
    }
  }
  return undefined;
}

function resourceDenial(question: LowerCaseQuestion): Decision | undefined {
  const statement = question.asked.resourcePolicy
    ?.about(question.service)
    .denying.find((each) => matchOf(each, question) !== 'none' && covers(each, question));
  return statement && { allowed: false, explicit: true, kind: 'resource-based policy', because: statement.name };
}

/** At each level of an organization some policy must allow. */
function missingControl(question: LowerCaseQuestion): Decision | undefined {
  const { serviceControl, resourceControl } = question.asked;
  if (resourceControl && !allowsAtEachLevel(resourceControl, question)) return missing('resource control policy');
  if (serviceControl && !allowsAtEachLevel(serviceControl, question)) return missing('service control policy');
  return undefined;
}

function allowsAtEachLevel(levels: readonly (readonly NamedPolicy[])[], question: LowerCaseQuestion): boolean {
  return levels.every((policies) => firstAllowing(question, policies) !== undefined);
}

/** The strongest way in which the resource's policy allows the principal. */
function resourceGrant(question: LowerCaseQuestion): PrincipalMatch {
  let account: PrincipalMatch = 'none';
  for (const statement of question.asked.resourcePolicy?.about(question.service).allowing ?? []) {
    const match = matchOf(statement, question);
    if (match === 'none' || !covers(statement, question)) continue;
    if (match === 'direct') return match;
    if (account === 'none' || account === 'account') account = match;
  }
  return account;
}

function matchOf(statement: CompiledStatement, question: LowerCaseQuestion): PrincipalMatch {
  return statement.principal?.(question.asked.principal) ?? 'none';
}

function covers(statement: CompiledStatement, question: LowerCaseQuestion): boolean {
  return statement.covers(question.action, question.asked.resource, question.asked.keys);
}

/** The boundary or session policies that do not allow what is asked; undefined when nothing limits it. */
function missingLimit(question: LowerCaseQuestion): Decision | undefined {
  const { boundary, sessionPolicies } = question.asked;
  if (boundary && !firstAllowing(question, [boundary])) return missing('permissions boundary');
  if (sessionPolicies && sessionPolicies.length > 0 && !firstAllowing(question, sessionPolicies)) {
    return missing('session policy');
  }
  return undefined;
}

function firstAllowing(question: LowerCaseQuestion, policies: readonly NamedPolicy[]): string | undefined {
  for (const { name, policy } of policies) {
    for (const statement of policy.about(question.service).allowing)
      if (covers(statement, question)) return `${name} ${statement.name}`;
  }
  return undefined;
}

/** A statement that has a say in a decision, and the policy that it stands in. */
export interface MatchedStatement {
  readonly kind: PolicyKind;
  readonly policy: NamedPolicy;
  readonly statement: CompiledStatement;
}

/** Every statement of an effect that covers what is asked. */
export function matchedStatements(asked: Question, effect: 'Allow' | 'Deny'): readonly MatchedStatement[] {
  const question = asLowerCase(asked);
  const found: MatchedStatement[] = [];
  const collect = (kind: PolicyKind, policies: readonly NamedPolicy[] | undefined) => {
    for (const policy of policies ?? []) {
      for (const statement of policy.policy.statements) {
        if (statement.effect !== effect || !covers(statement, question)) continue;
        if (kind === 'resource-based policy' && matchOf(statement, question) === 'none') continue;
        found.push({ kind, policy, statement });
      }
    }
  };
  collect('service control policy', question.asked.serviceControl?.flat());
  collect('resource control policy', question.asked.resourceControl?.flat());
  collect('identity-based policy', question.asked.identityPolicies);
  collect('permissions boundary', question.asked.boundary ? [question.asked.boundary] : []);
  collect('session policy', question.asked.sessionPolicies);
  collect(
    'resource-based policy',
    question.asked.resourcePolicy && [{ name: 'ResourcePolicy', policy: question.asked.resourcePolicy }],
  );
  return found;
}
