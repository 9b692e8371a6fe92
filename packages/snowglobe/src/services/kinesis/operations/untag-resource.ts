import type { UntagResourceInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireResource } from '../tagged-resource.ts';
import { withoutTags } from '../tags.ts';

export const untagResource: Operation<UntagResourceInput, object> = (input, call) => {
  const resource = requireResource(input.ResourceARN ?? '', call);
  resource.change({ tags: withoutTags(resource.tags, input.TagKeys ?? []) });
  return {};
};
