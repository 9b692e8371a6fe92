import type { MoveAccountRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { requireAccount } from '../account.ts';
import { accountNotFound } from '../errors.ts';
import { accountsOf, requireManagement, requireParent } from '../organization.ts';

export const moveAccount: Operation<MoveAccountRequest, object> = (input, call) => {
  const organization = requireManagement(call);
  const row = requireAccount(call, input.AccountId);
  if (row.parentId !== requireParent(call, organization, input.SourceParentId)) throw accountNotFound();
  accountsOf(call).put({ ...row, parentId: requireParent(call, organization, input.DestinationParentId) });
  return {};
};
