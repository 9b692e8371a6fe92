import type { DataPlane, DataPlaneResponse } from '../../contract/service.ts';
import { acceptResponse, responsePath } from '../../stacks/resource-types/custom-resource-responses.ts';

/** Where functions put the responses of custom resources. */
export const customResourceDoor: DataPlane = {
  matches: ({ path }) => path.startsWith(responsePath),
  handle: async ({ method, path, body }, globe) => {
    if (method !== 'PUT') return answer(405);
    const accepted = acceptResponse(globe, path.slice(responsePath.length), Buffer.from(body).toString('utf8'));
    // S3 answers a presigned URL that is not good any more with 403.
    return answer(accepted ? 200 : 403);
  },
};

function answer(status: number): DataPlaneResponse {
  return { status, headers: { 'content-length': '0' }, body: '' };
}
