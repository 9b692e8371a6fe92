import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { type LambdaProcessor, lambdaProcessorOf } from './processor.ts';
import { assumeFirehoseRole } from './role.ts';
import type { BufferedRecord, DeliveryStreamRow } from './tables.ts';

/** A record with the keys of partitions that the function gave it. */
export interface TransformedRecord extends BufferedRecord {
  readonly partitionKeys?: Readonly<Record<string, unknown>>;
}

/** A record that could not be processed. */
export interface FailedRecord {
  readonly record: BufferedRecord;
  readonly attemptsMade: number;
  readonly errorCode: string;
  readonly errorMessage: string;
}

export interface Transformation {
  /** What goes on to the destination, in order. */
  readonly passed: readonly TransformedRecord[];
  readonly failed: readonly FailedRecord[];
}

interface Failure {
  readonly errorCode: string;
  readonly errorMessage: string;
}

interface Returned {
  readonly result?: unknown;
  readonly data?: unknown;
  readonly metadata?: { readonly partitionKeys?: Readonly<Record<string, unknown>> };
}

type Answer = ReadonlyMap<string, Returned>;

/** The records as the stream's function returns them; as they are when it has none. */
export async function transformed(work: Work, batch: readonly BufferedRecord[]): Promise<Transformation> {
  const processor = lambdaProcessorOf(work.row.destination);
  if (!processor) return { passed: batch, failed: [] };
  const parts: Transformation[] = [];
  for (const records of portions(batch, processor.batchBytes)) {
    parts.push(await transformPortion(work, processor, records));
  }
  const [only, ...more] = parts;
  if (only && more.length === 0) return only;
  return { passed: parts.flatMap(({ passed }) => passed), failed: parts.flatMap(({ failed }) => failed) };
}

function portions(batch: readonly BufferedRecord[], bytes: number): readonly (readonly BufferedRecord[])[] {
  const result: BufferedRecord[][] = [];
  let left = 0;
  for (const record of batch) {
    if (result.length === 0 || left < record.data.length) {
      result.push([]);
      left = bytes;
    }
    result.at(-1)?.push(record);
    left -= record.data.length;
  }
  return result;
}

/** What is done with which stream's records. */
export interface Work {
  readonly globe: Globe;
  readonly address: StreamAddress;
  readonly row: DeliveryStreamRow;
  readonly cause: CauseLink;
}

/** AWS: an invocation that still fails after its retries makes the whole batch fail. */
async function transformPortion(
  work: Work,
  processor: LambdaProcessor,
  records: readonly BufferedRecord[],
): Promise<Transformation> {
  let failure: Failure = { errorCode: 'Lambda.FunctionError', errorMessage: '' };
  for (let attemptsMade = 1; attemptsMade <= processor.retries + 1; attemptsMade += 1) {
    const answer = await invoke(work, processor, records);
    if (!('errorCode' in answer)) return sorted(records, answer, attemptsMade);
    failure = answer;
  }
  const attemptsMade = processor.retries + 1;
  return { passed: [], failed: records.map((record) => ({ record, attemptsMade, ...failure })) };
}

const base64 = ({ buffer, byteLength, byteOffset }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

function eventOf({ address, globe, row }: Work, records: readonly BufferedRecord[]): string {
  return JSON.stringify({
    invocationId: globe.random.uuid(),
    ...(row.source && { sourceKinesisStreamArn: row.source.streamArn }),
    deliveryStreamArn: row.arn,
    region: address.scope.region,
    records: records.map(({ arrivedAt, data, kinesis, recordId }) => ({
      recordId,
      approximateArrivalTimestamp: arrivedAt,
      data: base64(data),
      ...(kinesis && {
        kinesisRecordMetadata: { ...kinesis, approximateArrivalTimestamp: arrivedAt, subsequenceNumber: 0 },
      }),
    })),
  });
}

const lambdaErrorCodes: Readonly<Record<string, string>> = {
  AccessDenied: 'Lambda.InvokeAccessDenied',
  AccessDeniedException: 'Lambda.InvokeAccessDenied',
  ResourceNotFoundException: 'Lambda.FunctionNotFound',
  TooManyRequestsException: 'Lambda.TooManyRequests',
};

async function invoke(
  work: Work,
  processor: LambdaProcessor,
  records: readonly BufferedRecord[],
): Promise<Answer | Failure> {
  const { address, cause, globe } = work;
  try {
    const { FunctionError, Payload } = await globe.call<{ FunctionError?: string; Payload?: Uint8Array }>({
      service: 'lambda',
      operation: 'Invoke',
      input: { FunctionName: processor.functionArn, Payload: Buffer.from(eventOf(work, records)) },
      scope: address.scope,
      caller: assumeFirehoseRole(globe, address.scope.account, processor.roleArn),
      cause,
    });
    const text = Buffer.from(Payload ?? []).toString('utf8');
    return FunctionError === undefined ? parsed(text) : { errorCode: 'Lambda.FunctionError', errorMessage: text };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { errorCode: lambdaErrorCodes[error.code] ?? `Lambda.${error.code}`, errorMessage: error.message };
  }
}

function parsed(text: string): Answer | Failure {
  const { records } = (JSON.parse(text) ?? {}) as { readonly records?: unknown };
  if (!Array.isArray(records)) {
    return {
      errorCode: 'Lambda.JsonProcessingException',
      errorMessage: 'The function did not return a list of records.',
    };
  }
  const answer: Map<string, Returned> = new Map(records.map((each) => [String(each?.recordId), each ?? {}]));
  return answer.size === records.length ? answer : duplicated;
}

const duplicated: Failure = {
  errorCode: 'Lambda.DuplicatedRecordId',
  errorMessage: 'Multiple records were returned with the same record ID.',
};
const missing: Failure = {
  errorCode: 'Lambda.MissingRecordId',
  errorMessage: 'The function did not return a record with this id.',
};
const refused: Failure = {
  errorCode: 'Lambda.ProcessingFailedStatus',
  errorMessage: 'ProcessingFailed status set for record',
};

/** Each record goes on, is dropped, or has failed, as the function says of it. */
function sorted(records: readonly BufferedRecord[], answer: Answer, attemptsMade: number): Transformation {
  const passed: BufferedRecord[] = [];
  const failed: FailedRecord[] = [];
  for (const record of records) {
    const returned = answer.get(record.recordId);
    if (returned?.result === 'Dropped') continue;
    if (returned?.result === 'Ok' && typeof returned.data === 'string') {
      passed.push(passedRecord(record, returned.data, returned.metadata?.partitionKeys));
    } else failed.push({ record, attemptsMade, ...(returned ? refused : missing) });
  }
  return { passed, failed };
}

function passedRecord(record: BufferedRecord, data: string, keys: Readonly<Record<string, unknown>> | undefined) {
  const bytes = Buffer.from(data, 'base64');
  if (!keys) return { ...record, data: bytes };
  return { ...record, data: bytes, partitionKeys: keys };
}
