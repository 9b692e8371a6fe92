import type { EvaluationResult, SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam';
import { roleByArn, roleSession } from '../../access/assume-role.ts';
import { type CompiledPolicy, compilePolicy } from '../../access/compile-policy.ts';
import { type NamedPolicy, type Question } from '../../access/evaluate.ts';
import { type IdentityPolicies, policiesOf } from '../../access/identity-policies.ts';
import { organizationOf } from '../../access/organization.ts';
import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import type { Principal } from '../../contract/principal.ts';
import { invalidInput, malformedPolicy, noSuchUser } from './errors.ts';
import { pageOf } from './paging.ts';
import { checkedPolicy } from './policy-text.ts';
import { simulatedResult } from './simulated-result.ts';
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
  const boundary = boundaryText === undefined ? simulated.boundary : givenBoundary(boundaryText);
  const principal = callerOf(input, simulated.principal);
  const common = {
    principal,
    identityPolicies: [...simulated.identityPolicies, ...given],
    boundary,
    resourcePolicy: givenResourcePolicy(input.ResourcePolicy),
    serviceControl: organizationOf(call.globe.store).controlsOf(principal.account)?.serviceControl,
  };
  const results = (input.ActionNames ?? []).flatMap((action) =>
    (input.ResourceArns ?? ['*']).map((resource): EvaluationResult => {
      const resourceAccount = accountOf(input, resource) ?? call.scope.account;
      const question = { ...common, action: checkedAction(action), resource, resourceAccount };
      return simulatedResult(question, contextValues(input), simulated.principal);
    }),
  );
  const places = results.map((result, index) => ({ result, key: String(index).padStart(6, '0') }));
  const { items, ...page } = pageOf(places, ({ key }) => key, input);
  return { EvaluationResults: items.map(({ result }) => result), ...page };
}

/** A question but for its keys. */
export type SimulatedQuestion = Omit<Question, 'keys'>;

function givenBoundary(text: string): NamedPolicy {
  return { name: 'PermissionsBoundaryPolicyInputList.1', policy: compilePolicy(checkedPolicy(text, 'identity')) };
}

function givenResourcePolicy(text: string | undefined): CompiledPolicy | undefined {
  if (text === undefined) return undefined;
  try {
    return compilePolicy(text);
  } catch {
    throw malformedPolicy('Syntax errors in policy.');
  }
}

/** `CallerArn`: who a resource's policy is asked about. */
function callerOf({ CallerArn, ResourcePolicy }: SimulationInput, principal: Principal): Principal {
  if (CallerArn === undefined) {
    const needsCaller = ResourcePolicy !== undefined && principal.kind !== 'user';
    if (needsCaller) throw invalidInput('CallerArn is required when a ResourcePolicy is provided');
    return principal;
  }
  const parsed = parseArn(CallerArn);
  const [kind, ...names] = parsed?.resource.split('/') ?? [];
  if (!parsed || kind !== 'user') throw invalidInput(`Invalid Entity Arn: ${CallerArn}`);
  return {
    kind: 'user',
    account: parsed.account,
    userName: names.at(-1) ?? '',
    arn: CallerArn,
    userId: 'AIDAAAAAAAAAAAAAAAAAA',
  };
}

function checkedAction(action: string): string {
  if (!/^[a-z0-9-]+:[A-Za-z0-9*]+$/i.test(action)) throw invalidInput(`Invalid Action Name: ${action}`);
  return action;
}

function accountOf(input: SimulationInput, resource: string): string | undefined {
  const owner = input.ResourceOwner === undefined ? undefined : parseArn(input.ResourceOwner)?.account;
  return owner ?? (parseArn(resource)?.account || undefined);
}

function contextValues({ ContextEntries: entries = [] }: SimulationInput): ReadonlyMap<string, readonly string[]> {
  return new Map(entries.map((entry) => [entry.ContextKeyName?.toLowerCase() ?? '', entry.ContextKeyValues ?? []]));
}
