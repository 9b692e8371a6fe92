import type { TagResourceInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireResource } from '../tagged-resource.ts';
import { withTags } from '../tags.ts';

export const tagResource: Operation<TagResourceInput, object> = (input, call) => {
  const resource = requireResource(input.ResourceARN ?? '', call);
  resource.change({ tags: withTags(resource.tags, input.Tags ?? {}) });
  return {};
};
