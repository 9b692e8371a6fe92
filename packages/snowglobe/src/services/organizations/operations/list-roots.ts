import type { ListRootsRequest, ListRootsResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeRoot, requireOrganization } from '../organization.ts';

export const listRoots: Operation<ListRootsRequest, ListRootsResponse> = (_input, call) => {
  return { Roots: [describeRoot(requireOrganization(call))] };
};
