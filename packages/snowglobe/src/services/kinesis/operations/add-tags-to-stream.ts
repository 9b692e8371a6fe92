import type { AddTagsToStreamInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { putStream, requireStream } from '../stream.ts';
import { withTags } from '../tags.ts';

export const addTagsToStream: Operation<AddTagsToStreamInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  putStream(call.globe, stream, { tags: withTags(stream.row.tags, input.Tags ?? {}) });
  return {};
};
