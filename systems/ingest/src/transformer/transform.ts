import type {
  FirehoseTransformationEvent,
  FirehoseTransformationEventRecord,
  FirehoseTransformationResult,
  FirehoseTransformationResultRecord,
} from 'aws-lambda';
import { decodeUtf8, type Envelope, envelopeOf, parseJson } from '../domain/envelope.ts';
import { RecordRefused } from '../domain/errors.ts';
import type { Log } from '../log.ts';
import type { SendEnvelopes } from './queue.ts';

interface Read {
  readonly result: FirehoseTransformationResultRecord;
  readonly envelope?: Envelope;
}

/**
 * Gives each record of a Firehose batch a line of its own for the lake, and puts it on the queue.
 *
 * A record that is refused is answered as ProcessingFailed, so Firehose keeps it below the error prefix. When the queue
 * takes no more this throws: Firehose repeats the batch, and the records' ids keep what was queued from being queued again.
 */
export async function transform(
  { records }: FirehoseTransformationEvent,
  send: SendEnvelopes,
  log: Log,
): Promise<FirehoseTransformationResult> {
  const read = records.map((record) => readRecord(record, log));
  const envelopes = read.flatMap(({ envelope }) => (envelope === undefined ? [] : [envelope]));
  await send(envelopes);
  log('processed a batch', { records: records.length, refused: records.length - envelopes.length });
  return { records: read.map(({ result }) => result) };
}

function readRecord(record: FirehoseTransformationEventRecord, log: Log): Read {
  const { recordId, approximateArrivalTimestamp, data } = record;
  try {
    const text = decodeUtf8(Buffer.from(data, 'base64'));
    const value = parseJson(text);
    const envelope = envelopeOf(value, recordId, approximateArrivalTimestamp);
    return { result: { recordId, result: 'Ok', data: base64(`${lineOf(text, value)}\n`) }, envelope };
  } catch (error) {
    if (!(error instanceof RecordRefused)) throw error;
    log('a record is refused', { recordId, flaw: error.flaw, reason: error.message });
    return { result: { recordId, result: 'ProcessingFailed', data } };
  }
}

/** The very text, unless it has several lines: the lake has one line per record. */
function lineOf(text: string, value: unknown): string {
  return /[\r\n]/.test(text) ? JSON.stringify(value) : text;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
