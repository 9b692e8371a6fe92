import type { DeleteResourcePolicyInput, DeleteResourcePolicyOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { requireRevision } from '../resource-policy.ts';
import { saveTable } from '../table.ts';
import { tableOfArn } from '../tagged-table.ts';

export const deleteResourcePolicy: Operation<DeleteResourcePolicyInput, DeleteResourcePolicyOutput> = (input, call) => {
  const table = tableOfArn(call, input.ResourceArn as string);
  const { resourcePolicy: policy, ...row } = table.row;
  requireRevision(policy, input.ExpectedRevisionId, input.ResourceArn as string);
  saveTable(table, row);
  return policy ? { RevisionId: policy.revision } : {};
};
