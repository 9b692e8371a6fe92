import type {
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
} from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { memberArn, requireManagement, requireParent, unitsOf } from '../organization.ts';
import { pageOf } from '../page.ts';

export const listOrganizationalUnitsForParent: Operation<
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse
> = (input, call) => {
  const organization = requireManagement(call);
  const parentId = requireParent(call, organization, input.ParentId);
  const rows = [...unitsOf(call).range()].filter((row) => row.parentId === parentId);
  const { page, next } = pageOf(rows, input);
  return {
    OrganizationalUnits: page.map(({ unitId, name }) => ({
      Id: unitId,
      Arn: memberArn(organization, 'ou', unitId),
      Name: name,
    })),
    ...next,
  };
};
