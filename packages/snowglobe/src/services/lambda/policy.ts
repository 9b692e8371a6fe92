import type { Globe } from '../../contract/globe.ts';
import type { FunctionAddress } from './function-name.ts';
import { type PolicyRow, type PolicyStatement, policies, qualifiedKey } from './tables.ts';

export function findPolicy({ store }: Pick<Globe, 'store'>, address: FunctionAddress): PolicyRow | undefined {
  return store.collection(policies, address.scope).get(qualifiedKey(address.name, address.qualifier ?? ''));
}

/** The resource policy as JSON text; undefined when there is none. */
export function policyDocument(globe: Pick<Globe, 'store'>, address: FunctionAddress): string | undefined {
  const row = findPolicy(globe, address);
  return row && policyText(row.statements);
}

export function policyText(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}

export interface PermissionInput {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string | undefined;
  readonly SourceAccount?: string | undefined;
  readonly EventSourceToken?: string | undefined;
  readonly FunctionUrlAuthType?: string | undefined;
  readonly PrincipalOrgID?: string | undefined;
}

/** The statement that AddPermission writes. */
export function permissionStatement(input: PermissionInput, functionArn: string): PolicyStatement {
  const condition = conditionOf(input);
  return {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal),
    Action: input.Action,
    Resource: functionArn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(principal: string): PolicyStatement['Principal'] {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}

function conditionOf(input: PermissionInput): NonNullable<PolicyStatement['Condition']> {
  const stringEquals = {
    ...(input.SourceAccount !== undefined && { 'AWS:SourceAccount': input.SourceAccount }),
    ...(input.EventSourceToken !== undefined && { 'lambda:EventSourceToken': input.EventSourceToken }),
    ...(input.FunctionUrlAuthType !== undefined && { 'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType }),
    ...(input.PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': input.PrincipalOrgID }),
  };
  return {
    ...(Object.keys(stringEquals).length > 0 && { StringEquals: stringEquals }),
    ...(input.SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
  };
}
