import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeOrganization as describe, requireOrganization } from '../organization.ts';

export const describeOrganization: Operation<object, DescribeOrganizationResponse> = (_input, call) => {
  return { Organization: describe(call, requireOrganization(call)) };
};
