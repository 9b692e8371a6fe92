import type { ListParentsRequest, ListParentsResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { targetNotFound } from '../errors.ts';
import { accountsOf, requireManagement, unitsOf } from '../organization.ts';

export const listParents: Operation<ListParentsRequest, ListParentsResponse> = (input, call) => {
  const { rootId } = requireManagement(call);
  const row = accountsOf(call).get(input.ChildId ?? '') ?? unitsOf(call).get(input.ChildId ?? '');
  if (!row) throw targetNotFound();
  return { Parents: [{ Id: row.parentId, Type: row.parentId === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
};
