import { AwsError } from '../../contract/aws-error.ts';
import type { Call } from '../../contract/operation.ts';
import { fetchTemplate } from '../../stacks/engine/fetch-template.ts';
import { planChanges } from '../../stacks/engine/plan-changes.ts';
import { apiOf } from '../../stacks/engine/resource-context.ts';
import type { StackModel } from '../../stacks/engine/stack-model.ts';
import { isJsonObject, type Json, type JsonObject } from '../../stacks/json.ts';
import type { ResourceChange, StackRow } from '../../stacks/state/rows.ts';
import { resourcesOf } from '../../stacks/state/stacks.ts';
import { invalidStackPolicy } from './errors.ts';

export interface PolicyInput {
  readonly StackPolicyBody?: string | undefined;
  readonly StackPolicyURL?: string | undefined;
}

/** The stack policy of a request, checked for its form; undefined when it has none. */
export async function policyOf(input: PolicyInput, call: Call): Promise<string | undefined> {
  const url = input.StackPolicyURL;
  const fetched =
    url === undefined
      ? undefined
      : await fetchTemplate(call.globe, url, apiOf(call.globe, call.scope, call.caller, call.cause));
  const text = input.StackPolicyBody ?? fetched;
  if (text !== undefined) statementsOf(text);
  return text;
}

function statementsOf(text: string): readonly JsonObject[] {
  try {
    const policy = JSON.parse(text) as Json;
    const list = isJsonObject(policy) ? policy.Statement : undefined;
    const statements = Array.isArray(list) ? list : [list];
    if (statements.every(isJsonObject)) return statements;
  } catch {
    // Told below: no JSON is as wrong as the wrong JSON.
  }
  throw invalidStackPolicy();
}

/** Refuses an update that the stack's policy does not allow. A policy denies whatever it does not allow. */
export function refuseByPolicy(call: Call, stack: StackRow, model: StackModel, duringUpdate: string | undefined): void {
  const policy = duringUpdate ?? stack.stackPolicy;
  if (policy === undefined) return;
  const statements = statementsOf(policy);
  const rows = [...resourcesOf(call.globe, call.scope, stack.stackId).range()];
  const denied = planChanges(model, rows).filter((change) => change.action !== 'Add' && !isAllowed(statements, change));
  if (denied.length === 0) return;
  // Differs from AWS: the update is refused before it begins, where AWS fails it at the resource and rolls back.
  const names = denied.map(({ logicalId }) => logicalId).join(', ');
  throw new AwsError(
    'ValidationError',
    `Action denied by stack policy: the policy does not allow the update of [${names}]`,
    { status: 400 },
  );
}

function isAllowed(statements: readonly JsonObject[], change: ResourceChange): boolean {
  const matching = statements.filter((statement) => matches(statement, change));
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}

function actionOf(change: ResourceChange): string {
  if (change.action === 'Remove') return 'Update:Delete';
  return change.replacement === 'False' ? 'Update:Modify' : 'Update:Replace';
}

function matches(statement: JsonObject, change: ResourceChange): boolean {
  const actions = listOf(statement.Action);
  const excluded = listOf(statement.NotAction);
  const action = actionOf(change);
  const actionFits =
    actions.length > 0
      ? actions.some((pattern) => fits(pattern, action))
      : !excluded.some((pattern) => fits(pattern, action));
  return actionFits && resourceFits(statement, change) && conditionFits(statement.Condition, change);
}

function resourceFits(statement: JsonObject, { logicalId }: ResourceChange): boolean {
  const name = `LogicalResourceId/${logicalId}`;
  const resources = listOf(statement.Resource);
  if (resources.length > 0) return resources.some((pattern) => fits(pattern, name));
  return !listOf(statement.NotResource).some((pattern) => fits(pattern, name));
}

/** The one condition key there is: ResourceType, under StringEquals or StringLike. */
function conditionFits(condition: Json | undefined, { type }: ResourceChange): boolean {
  if (!isJsonObject(condition)) return true;
  return Object.values(condition).every(
    (operands) => isJsonObject(operands) && listOf(operands.ResourceType).some((pattern) => fits(pattern, type)),
  );
}

function listOf(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function fits(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(text);
}
