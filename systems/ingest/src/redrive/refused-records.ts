import { gunzipSync } from 'node:zlib';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Letter, LetterQueue } from './redrive.ts';

/** One line of an object below `failed/`: a record that the transformer did not take. */
interface RefusedRecord {
  readonly rawData: string;
}

/** Objects below a prefix as letters: the body is the object's text, and removing a letter deletes the object. */
export function s3Letters(client: S3Client, Bucket: string, Prefix: string): LetterQueue {
  let after: string | undefined;
  return {
    take: async (count) => {
      const page = new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: count, StartAfter: after });
      const { Contents = [] } = await client.send(page);
      after = Contents.at(-1)?.Key ?? after;
      return await Promise.all(Contents.map(async ({ Key = '' }) => await letterOf(client, Bucket, Key)));
    },
  };
}

async function letterOf(client: S3Client, Bucket: string, Key: string): Promise<Letter> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  return {
    body: textOf(bytes),
    remove: async () => {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}

/** Where the lake is compressed, so is what was refused: GZIP begins with 1f 8b. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The records in such an object, as they once came. */
export function recordsIn(text: string): readonly Uint8Array[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => Buffer.from((JSON.parse(line) as RefusedRecord).rawData, 'base64'));
}
