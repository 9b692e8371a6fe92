import type {
  GetServiceLinkedRoleDeletionStatusRequest,
  GetServiceLinkedRoleDeletionStatusResponse,
} from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { rolesOf } from '../role.ts';

/** The globe deletes a service-linked role at once. */
export const getServiceLinkedRoleDeletionStatus: Operation<
  GetServiceLinkedRoleDeletionStatusRequest,
  GetServiceLinkedRoleDeletionStatusResponse
> = (input, call) => {
  const roleName = input.DeletionTaskId?.split('/').at(-2) ?? '';
  return { Status: rolesOf(call).has(nameKey(roleName)) ? 'FAILED' : 'SUCCEEDED' };
};
