import type { DeleteOrganizationalUnitRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { unitNotEmpty, unitNotFound } from '../errors.ts';
import { accountsOf, requireManagement, unitsOf } from '../organization.ts';
import { leaveTarget } from '../policy.ts';

export const deleteOrganizationalUnit: Operation<DeleteOrganizationalUnitRequest, object> = (input, call) => {
  requireManagement(call);
  const id = input.OrganizationalUnitId ?? '';
  if (!unitsOf(call).has(id)) throw unitNotFound();
  const children = [...unitsOf(call).range(), ...accountsOf(call).range()];
  if (children.some(({ parentId }) => parentId === id)) throw unitNotEmpty();
  unitsOf(call).delete(id);
  leaveTarget(call, id);
  return {};
};
