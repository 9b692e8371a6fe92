import type { TagResourceRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { tagged } from '../tags.ts';

export const tagResource: Operation<TagResourceRequest, object> = (input, call) => {
  const resource = tagged(call, input.Resource ?? '');
  resource.put({ ...resource.tags, ...input.Tags });
  return {};
};
