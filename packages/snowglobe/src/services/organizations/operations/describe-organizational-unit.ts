import type {
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { unitNotFound } from '../errors.ts';
import { memberArn, requireManagement, unitsOf } from '../organization.ts';

export const describeOrganizationalUnit: Operation<
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse
> = (input, call) => {
  const organization = requireManagement(call);
  const row = unitsOf(call).get(input.OrganizationalUnitId ?? '');
  if (!row) throw unitNotFound();
  return { OrganizationalUnit: { Id: row.unitId, Arn: memberArn(organization, 'ou', row.unitId), Name: row.name } };
};
