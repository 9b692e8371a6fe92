import type { RemoveTagsFromStreamInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { putStream, requireStream } from '../stream.ts';
import { withoutTags } from '../tags.ts';

export const removeTagsFromStream: Operation<RemoveTagsFromStreamInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  putStream(call.globe, stream, { tags: withoutTags(stream.row.tags, input.TagKeys ?? []) });
  return {};
};
