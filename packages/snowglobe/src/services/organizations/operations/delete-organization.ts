import type { Operation } from '../../../contract/operation.ts';
import { organizationNotEmpty } from '../errors.ts';
import { accountsOf, organizationsOf, policiesOf, requireManagement, unitsOf } from '../organization.ts';

export const deleteOrganization: Operation<object, object> = (_input, call) => {
  requireManagement(call);
  const own = [...policiesOf(call).range()].filter(({ awsManaged }) => !awsManaged);
  if (accountsOf(call).size > 1 || unitsOf(call).size > 0 || own.length > 0) throw organizationNotEmpty();
  for (const rows of [policiesOf(call), accountsOf(call), organizationsOf(call)]) rows.clear();
  return {};
};
