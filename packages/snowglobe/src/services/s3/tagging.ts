import type { Tag } from '@aws-sdk/client-s3';
import { badRequest, invalidArgument, invalidTag } from './errors.ts';
import { maxBucketTags, maxObjectTags, maxTagKeyLength, maxTagValueLength } from './limits.ts';

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Reads the `x-amz-tagging` header: URL-encoded `key=value` pairs. */
export function parseTagging(header: string): readonly Tag[] {
  if (header === '') return [];
  const pairs = header.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  try {
    return checkedObjectTags(pairs.map(([key = '', value = '']) => ({ Key: decode(key), Value: decode(value) })));
  } catch (error) {
    if (error instanceof URIError) {
      throw invalidArgument(
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
        'x-amz-tagging',
        header,
      );
    }
    throw error;
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

export function checkedObjectTags(tags: readonly Tag[] | undefined): readonly Tag[] {
  if ((tags?.length ?? 0) > maxObjectTags) throw badRequest(`Object tags cannot be greater than ${maxObjectTags}`);
  return checkedTags(tags ?? []);
}

export function checkedBucketTags(tags: readonly Tag[] | undefined): readonly Tag[] {
  if ((tags?.length ?? 0) > maxBucketTags) throw badRequest(`Bucket tag count cannot be greater than ${maxBucketTags}`);
  return checkedTags(tags ?? []);
}

function checkedTags(tags: readonly Tag[]): readonly Tag[] {
  const seen = new Set<string>();
  for (const { Key = '', Value = '' } of tags) {
    if (Key === '' || Key.length > maxTagKeyLength || !tagText.test(Key)) {
      throw invalidTag('The TagKey you have provided is invalid', Key);
    }
    if (Value.length > maxTagValueLength || !tagText.test(Value)) {
      throw invalidTag('The TagValue you have provided is invalid', Key);
    }
    if (seen.has(Key)) throw invalidTag('Cannot provide multiple Tags with the same key', Key);
    if (Key.startsWith('aws:')) throw invalidTag('System tags cannot be added/updated by requester');
    seen.add(Key);
  }
  return tags.map(({ Key, Value }) => ({ Key, Value: Value ?? '' }));
}
