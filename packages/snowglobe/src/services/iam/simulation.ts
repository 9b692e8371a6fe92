import type { EvaluationResult, SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam';
import { roleByArn, roleSession } from '../../access/assume-role.ts';
import { compilePolicy } from '../../access/compile-policy.ts';
import { type Decision, decide, type NamedPolicy } from '../../access/evaluate.ts';
import type { KeySource } from '../../access/glob.ts';
import { type IdentityPolicies, policiesOf } from '../../access/identity-policies.ts';
import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import type { Principal } from '../../contract/principal.ts';
import { invalidInput, noSuchUser } from './errors.ts';
import { pageOf } from './paging.ts';
import { checkedPolicy } from './policy-text.ts';
import { userByArn } from './user.ts';

/** Whose policies are tried. */
export interface Simulated extends Pick<IdentityPolicies, 'identityPolicies' | 'boundary'> {
  readonly principal: Principal;
}

type SimulationInput = Partial<SimulateCustomPolicyRequest>;

/** The user or role behind an ARN, with the policies that hang on it. */
export function simulatedPrincipal(call: Call, arn: string | undefined): Simulated {
  const principal = principalOf(call, arn ?? '');
  return { principal, ...policiesOf(call.globe.store, principal) };
}

function principalOf(call: Call, arn: string): Principal {
  const { store } = call.globe;
  const role = roleByArn(store, arn);
  if (role) return roleSession(role, 'simulation');
  const user = userByArn(store, arn);
  if (!user) throw noSuchUser(arn.split('/').at(-1) ?? arn);
  const { userName, userId } = user;
  return { kind: 'user', account: parseArn(arn)?.account ?? '', userName, userId, arn };
}

/** Decides every action on every resource. */
export function simulate(call: Call, input: SimulationInput, simulated: Simulated): SimulatePolicyResponse {
  const given = (input.PolicyInputList ?? []).map((text, index): NamedPolicy => {
    return { name: `PolicyInputList.${index + 1}`, policy: compilePolicy(checkedPolicy(text, 'identity')) };
  });
  const [boundaryText] = input.PermissionsBoundaryPolicyInputList ?? [];
  const boundary =
    boundaryText === undefined ? simulated.boundary : { name: 'boundary', policy: compilePolicy(boundaryText) };
  const keys = contextKeys(input);
  const resourcePolicy = input.ResourcePolicy === undefined ? undefined : compilePolicy(input.ResourcePolicy);
  const results = (input.ActionNames ?? []).flatMap((action) =>
    (input.ResourceArns ?? ['*']).map((resource): EvaluationResult => {
      const decision = decide({
        principal: simulated.principal,
        action: checkedAction(action),
        resource,
        resourceAccount: accountOf(input, resource) ?? call.scope.account,
        keys,
        identityPolicies: [...simulated.identityPolicies, ...given],
        boundary,
        resourcePolicy,
      });
      return resultOf(action, resource, decision);
    }),
  );
  const places = results.map((result, index) => ({ result, key: String(index).padStart(6, '0') }));
  const { items, ...page } = pageOf(places, ({ key }) => key, input);
  return { EvaluationResults: items.map(({ result }) => result), ...page };
}

function checkedAction(action: string): string {
  if (!/^[a-z0-9-]+:[A-Za-z0-9*]+$/i.test(action)) throw invalidInput(`Invalid Action Name: ${action}`);
  return action;
}

function accountOf(input: SimulationInput, resource: string): string | undefined {
  const owner = input.ResourceOwner === undefined ? undefined : parseArn(input.ResourceOwner)?.account;
  return owner ?? (parseArn(resource)?.account || undefined);
}

function contextKeys({ ContextEntries: entries = [] }: SimulationInput): KeySource {
  const values = new Map(
    entries.map((entry) => [entry.ContextKeyName?.toLowerCase() ?? '', entry.ContextKeyValues ?? []]),
  );
  return { values: (name) => values.get(name) };
}

function resultOf(action: string, resource: string, decision: Decision): EvaluationResult {
  const verdict = decision.allowed ? 'allowed' : decision.explicit ? 'explicitDeny' : 'implicitDeny';
  const source = 'because' in decision ? decision.because.split(' #')[0] : undefined;
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: verdict,
    MatchedStatements: source === undefined ? [] : [{ SourcePolicyId: source }],
    MissingContextValues: [],
  };
}
