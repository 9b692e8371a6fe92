import type { EventTarget } from '../../contract/event-target.ts';
import { bucketsOf } from './bucket.ts';
import { invalidRequest, noSuchBucket } from './errors.ts';

/** Delivers a body as an object: the bucket's ARN says where, `parameters.key` under which key. */
export const s3EventTarget: EventTarget = {
  async deliver(globe, arn, { body, caller, cause, parameters }) {
    const name = arn.split(':')[5] ?? '';
    const bucket = bucketsOf(globe).get(name);
    if (bucket === undefined) throw noSuchBucket(name);
    if (parameters?.key === undefined) throw invalidRequest('A delivery to a bucket needs a key');
    await globe.call({
      service: 's3',
      operation: 'PutObject',
      input: { Bucket: name, Key: parameters.key, Body: Buffer.from(body, 'utf8'), ContentType: 'application/json' },
      scope: { account: bucket.account, region: bucket.region },
      caller,
      cause,
    });
  },
};
