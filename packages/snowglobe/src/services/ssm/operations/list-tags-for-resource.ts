import type { ListTagsForResourceRequest, ListTagsForResourceResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { findTagged } from '../tags.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResult> = (input, call) => ({
  TagList: [...findTagged(call, input).tags],
});
