import type { CreateOrganizationalUnitRequest, CreateOrganizationalUnitResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { duplicateUnit } from '../errors.ts';
import { idAlphabet } from '../id-alphabet.ts';
import { memberArn, requireManagement, requireParent, unitsOf } from '../organization.ts';
import { welcomeTarget } from '../policy.ts';

export const createOrganizationalUnit: Operation<CreateOrganizationalUnitRequest, CreateOrganizationalUnitResponse> = (
  input,
  call,
) => {
  const organization = requireManagement(call);
  const parentId = requireParent(call, organization, input.ParentId);
  const name = input.Name ?? '';
  const siblings = [...unitsOf(call).range()].filter((row) => row.parentId === parentId);
  if (siblings.some((row) => row.name === name)) throw duplicateUnit();
  const unitId = `ou-${organization.rootId.slice(2)}-${call.globe.random.text(8, idAlphabet)}`;
  unitsOf(call).put({ unitId, name, parentId });
  welcomeTarget(call, organization, unitId);
  return { OrganizationalUnit: { Id: unitId, Arn: memberArn(organization, 'ou', unitId), Name: name } };
};
