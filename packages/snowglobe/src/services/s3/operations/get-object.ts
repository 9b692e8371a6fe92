import type { GetObjectOutput, GetObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { readBody } from '../body.ts';
import { findBucket } from '../bucket.ts';
import { invalidRequest } from '../errors.ts';
import { openObject, requesterOf } from '../kms.ts';
import { checkReadable, selectBytes } from '../object-reading.ts';
import { checkReadConditions } from '../preconditions.ts';
import { findObject } from '../versions.ts';

type Output = Omit<GetObjectOutput, 'Body'> & { readonly Body: AsyncIterable<Uint8Array> | Uint8Array };

export const getObject: Operation<GetObjectRequest, Output> = (input, call) => {
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId);
  checkReadConditions(input, row);
  checkReadable(row, call.globe.clock.now());
  const overrides = responseOverrides(input);
  if (call.caller.kind === 'anonymous' && Object.keys(overrides).length > 0) {
    throw invalidRequest('Request specific response headers cannot be used for anonymous GET requests.');
  }
  const { range, described } = selectBytes(bucket, row, input, call.globe.clock.now());
  const answer = () => ({
    ...described,
    ...overrides,
    Body: readBody(call.globe, row.pieces, range.start, range.end),
  });
  if (row.encryption.dataKey === undefined) return answer();
  return openObject(requesterOf(call), bucket, row.key, row.encryption).then(answer);
};

/** The headers that a request (a presigned URL, mostly) replaces in the answer. */
function responseOverrides(input: GetObjectRequest): Partial<GetObjectOutput> {
  const overrides = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires,
  };
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}
