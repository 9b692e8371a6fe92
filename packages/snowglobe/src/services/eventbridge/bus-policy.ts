import type { PutPermissionRequest } from '@aws-sdk/client-eventbridge';
import { notFound, validation } from './errors.ts';
import { isPolicy } from './policy-form.ts';
import type { BusRow } from './tables.ts';

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: string | undefined): readonly Statement[] {
  if (policy === undefined) return [];
  const { Statement: statements } = JSON.parse(policy) as { readonly Statement?: Statement | readonly Statement[] };
  return [statements ?? []].flat();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const policyOf = (statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A whole policy, as a caller gave it. */
export function checkedPolicy(text: string): string {
  if (!isPolicy(parsed(text))) throw validation('Parameter Policy is not valid.');
  return text;
}

/** The policy with one statement more, or in place of the one with its id. */
export function withStatement({ arn, policy }: BusRow, input: PutPermissionRequest): string {
  const { Action, Condition, Principal, StatementId } = input;
  if (StatementId === undefined || Action === undefined || Principal === undefined) {
    throw validation('Parameters StatementId, Action and Principal must be given without a Policy.');
  }
  const statement = {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource: arn,
    ...(Condition && { Condition: { [Condition.Type ?? '']: { [Condition.Key ?? '']: Condition.Value } } }),
  };
  return policyOf([...statementsOf(policy).filter(({ Sid }) => Sid !== StatementId), statement]);
}

/** The policy without a statement; undefined when nothing is left. */
export function withoutStatement(policy: string | undefined, statementId: string): string | undefined {
  const statements = statementsOf(policy);
  if (policy === undefined) throw notFound('EventBus does not have a policy.');
  const rest = statements.filter(({ Sid }) => Sid !== statementId);
  if (rest.length === statements.length) throw notFound('Statement with the provided id does not exist.');
  return rest.length === 0 ? undefined : policyOf(rest);
}

/** The policy with a statement in place of the one with its Sid. */
export function withWholeStatement(policy: string | undefined, statement: Statement): string {
  return policyOf([...statementsOf(policy).filter(({ Sid }) => Sid !== statement.Sid), statement]);
}
