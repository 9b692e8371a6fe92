import type { CreateOrganizationRequest, CreateOrganizationResponse } from '@aws-sdk/client-organizations';
import type { OrganizationRow } from '../../../access/organization-tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { alreadyInOrganization } from '../errors.ts';
import { idAlphabet } from '../id-alphabet.ts';
import { accountsOf, describeOrganization, organizationsOf } from '../organization.ts';

export const createOrganization: Operation<CreateOrganizationRequest, CreateOrganizationResponse> = (input, call) => {
  if (organizationsOf(call).size > 0) throw alreadyInOrganization();
  const { random, clock } = call.globe;
  const { account } = call.scope;
  const row: OrganizationRow = {
    organizationId: `o-${random.text(10, idAlphabet)}`,
    managementAccount: account,
    rootId: `r-${random.text(4, idAlphabet)}`,
    featureSet: input.FeatureSet ?? 'ALL',
    enabledPolicyTypes: [],
  };
  organizationsOf(call).put(row);
  accountsOf(call).put({
    accountId: account,
    name: 'management',
    email: `${account}@example.com`,
    parentId: row.rootId,
    joinedMethod: 'INVITED',
    joinedAt: clock.now(),
  });
  return { Organization: describeOrganization(call, row) };
};
