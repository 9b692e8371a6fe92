import type { StartStreamEncryptionInput } from '@aws-sdk/client-kinesis';
import { AwsError } from '../../contract/aws-error.ts';
import type { SourceReader } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { KeyQuestion } from '../encryption-at-rest/after-key.ts';
import {
  askDataKey,
  askToOpen,
  heldDataKey,
  type KeyedResource,
  type KeyUser,
} from '../encryption-at-rest/resource-key.ts';
import { dataKeyMs } from './limits.ts';
import { requireStream, type Stream, type StreamNaming } from './stream.ts';
import type { RecordRow } from './tables.ts';

/**
 * Streams under a key of KMS: producers need kms:GenerateDataKey, consumers kms:Decrypt, each asked about every five minutes.
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */

const codes: Readonly<Record<string, string>> = {
  AccessDenied: 'KMSAccessDeniedException',
  AccessDeniedException: 'KMSAccessDeniedException',
  DisabledException: 'KMSDisabledException',
  KMSInvalidStateException: 'KMSInvalidStateException',
  NotFoundException: 'KMSNotFoundException',
};

const word = ({ code, message }: AwsError) => new AwsError(codes[code] ?? 'KMSInvalidStateException', message);

function keyed({ row, scope }: Stream): KeyedResource {
  return {
    service: 'kinesis',
    id: `${row.arn} ${row.createdAt}`,
    scope,
    context: { 'aws:kinesis:arn': row.arn },
    periodMs: dataKeyMs,
    word,
  };
}

/** Before a record is written. */
export const producing: KeyQuestion<StreamNaming> = (input, call) => {
  const stream = requireStream(input, call);
  const { keyId } = stream.row;
  return keyId === undefined ? undefined : askDataKey(call, keyed(stream), keyId);
};

/** Before a stream is put under a key: whoever does so must be able to use it. */
export const encrypting: KeyQuestion<StartStreamEncryptionInput> = (input, call) =>
  input.KeyId === undefined ? undefined : askDataKey(call, keyed(requireStream(input, call)), input.KeyId);

/** The data key of what a caller writes, base64; undefined for a stream without key. */
export function writingKey(call: Call, stream: Stream): string | undefined {
  const { keyId } = stream.row;
  return keyId === undefined ? undefined : heldDataKey(call, keyed(stream), keyId);
}

/** Undefined when the reader may see all of them already. */
export function askToRead(
  user: KeyUser,
  stream: Stream,
  rows: readonly Pick<RecordRow, 'dataKey'>[],
): Promise<void> | undefined {
  return askToOpen(
    user,
    keyed(stream),
    rows.map(({ dataKey }) => dataKey),
  );
}

/** The same for one who polls the stream. Throws Kinesis's error. */
export async function openForReader(
  globe: Globe,
  stream: Stream,
  rows: readonly RecordRow[],
  reader: SourceReader,
): Promise<void> {
  const cause = globe.causes.begin('delivery', `kinesis: decrypt records of ${stream.row.name}`);
  await askToRead({ globe, caller: await reader(cause), cause }, stream, rows);
}
