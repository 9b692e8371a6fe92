import type { PutResourcePolicyInput, PutResourcePolicyOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { newPolicy, requireRevision } from '../resource-policy.ts';
import { saveTable } from '../table.ts';
import { tableOfArn } from '../tagged-table.ts';

export const putResourcePolicy: Operation<PutResourcePolicyInput, PutResourcePolicyOutput> = (input, call) => {
  const table = tableOfArn(call, input.ResourceArn as string);
  requireRevision(table.row.resourcePolicy, input.ExpectedRevisionId, input.ResourceArn as string);
  const policy = newPolicy(input.Policy as string, call.globe.clock.now());
  saveTable(table, { ...table.row, resourcePolicy: policy });
  return { RevisionId: policy.revision };
};
