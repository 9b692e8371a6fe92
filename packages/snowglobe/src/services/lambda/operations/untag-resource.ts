import type { UntagResourceRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { tagged } from '../tags.ts';

export const untagResource: Operation<UntagResourceRequest, object> = (input, call) => {
  const resource = tagged(call, input.Resource ?? '');
  const gone = new Set(input.TagKeys);
  resource.put(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !gone.has(key))));
  return {};
};
