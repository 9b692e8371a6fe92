import { createHash } from 'node:crypto';
import type { JobKind } from './job-kind.ts';

/** The digest of a text. Three consumers take it: more than a stream's shard has readers for. */
export const digest: JobKind<{ readonly text: string; readonly algorithm?: string }> = {
  type: 'digest',
  description: 'Makes the digest of a text, in hexadecimal',
  consumers: ['consumer_1', 'consumer_2', 'consumer_3'],
  schema: {
    properties: {
      text: { type: 'string', minLength: 1, maxLength: 8192 },
      algorithm: { type: 'string', maxLength: 6, enum: ['sha256', 'sha512'] },
    },
    required: ['text'],
  },
  step({ text, algorithm = 'sha256' }) {
    return { results: createHash(algorithm).update(text, 'utf8').digest('hex') };
  },
};
