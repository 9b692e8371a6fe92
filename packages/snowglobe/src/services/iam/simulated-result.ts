import type { EvaluationResult, PolicyEvaluationDecisionType, PolicySourceType, Statement } from '@aws-sdk/client-iam';
import { type Decision, decide, type MatchedStatement, matchedStatements } from '../../access/evaluate.ts';
import type { KeySource } from '../../access/glob.ts';
import type { Principal } from '../../contract/principal.ts';
import type { SimulatedQuestion } from './simulation.ts';
import { statementPositions } from './statement-positions.ts';

/** What one action on one resource comes to, with the statements that decided. */
export function simulatedResult(
  asked: SimulatedQuestion,
  values: ReadonlyMap<string, readonly string[]>,
  holder: Principal,
): EvaluationResult {
  const missing = new Set<string>();
  const question = { ...asked, keys: noting(values, missing) };
  const decision = decide(question);
  const verdict = verdictOf(decision);
  const matched = matchedStatements(question, verdict === 'explicitDeny' ? 'Deny' : 'Allow');
  const deciding = matched.filter(({ kind }) => kind !== 'service control policy' && kind !== 'permissions boundary');
  const { boundary, serviceControl } = asked;
  const allowedBy = (kind: MatchedStatement['kind']) =>
    matchedStatements(question, 'Deny').every((each) => each.kind !== kind) &&
    matched.some((each) => each.kind === kind);
  return {
    EvalActionName: asked.action,
    EvalResourceName: asked.resource,
    EvalDecision: verdict,
    MatchedStatements: verdict === 'implicitDeny' ? [] : deciding.map((each) => shown(each, holder)),
    MissingContextValues: [...missing],
    ...(boundary && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allowedBy('permissions boundary') },
    }),
    ...(serviceControl && { OrganizationsDecisionDetail: { AllowedByOrganizations: allowedByAll(question) } }),
    ...(asked.resourcePolicy && { EvalDecisionDetails: detailsOf(question) }),
  };
}

/** The keys that were given, noting those that were asked for in vain. */
function noting(values: ReadonlyMap<string, readonly string[]>, missing: Set<string>): KeySource {
  return {
    values(name) {
      const found = values.get(name);
      if (!found) missing.add(name);
      return found;
    },
  };
}

function verdictOf(decision: Decision): PolicyEvaluationDecisionType {
  if (decision.allowed) return 'allowed';
  return decision.explicit ? 'explicitDeny' : 'implicitDeny';
}

type Question = Parameters<typeof decide>[0];

/** Whether service control policies alone would let it through. */
function allowedByAll(question: Question): boolean {
  const decision = decide({ ...question, boundary: undefined, resourcePolicy: undefined });
  return decision.allowed || decision.kind !== 'service control policy';
}

/** What each side says by itself; AWS tells it where a resource's policy has a say. */
function detailsOf(question: Question): Record<string, PolicyEvaluationDecisionType> {
  const { resourcePolicy: _theirs, ...ours } = question;
  const identity = decide({ ...ours, resourceAccount: question.principal.account });
  const resource = decide({ ...question, identityPolicies: [], boundary: undefined, sessionPolicies: [] });
  return { 'IAM Policy': verdictOf(identity), 'Resource Policy': verdictOf(resource) };
}

function shown({ kind, policy, statement }: MatchedStatement, holder: Principal): Statement {
  const position = statementPositions(policy.policy.text)[statement.index];
  return {
    ...sourceOf(kind, policy, holder),
    ...(position && { StartPosition: position.start, EndPosition: position.end }),
  };
}

function sourceOf(
  kind: MatchedStatement['kind'],
  { name, arn }: MatchedStatement['policy'],
  holder: Principal,
): { SourcePolicyId: string; SourcePolicyType: PolicySourceType } {
  if (kind === 'resource-based policy') return { SourcePolicyId: name, SourcePolicyType: 'resource' };
  if (arn !== undefined) {
    const SourcePolicyType = arn.startsWith('arn:aws:iam::aws:') ? 'aws-managed' : 'user-managed';
    return { SourcePolicyId: arn.split('/').at(-1) ?? arn, SourcePolicyType };
  }
  const inline = /^inline policy (.*)$/.exec(name)?.[1];
  if (inline === undefined) return { SourcePolicyId: name, SourcePolicyType: 'none' };
  return holder.kind === 'assumed-role'
    ? { SourcePolicyId: `role_${holder.roleName}_${inline}`, SourcePolicyType: 'role' }
    : { SourcePolicyId: `user_${holder.kind === 'user' ? holder.userName : ''}_${inline}`, SourcePolicyType: 'user' };
}
