import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { type LambdaProcessor, lambdaProcessorOf } from './processor.ts';
import { assumeFirehoseRole } from './role.ts';
import type { BufferedRecordRow, DeliveryStreamRow } from './tables.ts';

/** A record that the function did not transform. */
export interface FailedRecord {
  readonly record: BufferedRecordRow;
  readonly attemptsMade: number;
  readonly errorCode: string;
  readonly errorMessage: string;
}

export interface Transformation {
  /** What goes on to the destination, in order. */
  readonly passed: readonly BufferedRecordRow[];
  readonly failed: readonly FailedRecord[];
}

interface Failure {
  readonly errorCode: string;
  readonly errorMessage: string;
}

type Answer = ReadonlyMap<string, { readonly result?: unknown; readonly data?: unknown }>;

/** The records as the stream's function returns them; as they are when it has none. */
export async function transformed(
  globe: Globe,
  address: StreamAddress,
  row: DeliveryStreamRow,
  batch: readonly BufferedRecordRow[],
  cause: CauseLink,
): Promise<Transformation> {
  const processor = lambdaProcessorOf(row.destination);
  if (!processor) return { passed: batch, failed: [] };
  const parts: Transformation[] = [];
  for (const records of portions(batch, processor.batchBytes)) {
    parts.push(await transformPortion({ globe, address, row, cause }, processor, records));
  }
  return { passed: parts.flatMap(({ passed }) => passed), failed: parts.flatMap(({ failed }) => failed) };
}

function portions(batch: readonly BufferedRecordRow[], bytes: number): readonly (readonly BufferedRecordRow[])[] {
  const result: BufferedRecordRow[][] = [];
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

interface Work {
  readonly globe: Globe;
  readonly address: StreamAddress;
  readonly row: DeliveryStreamRow;
  readonly cause: CauseLink;
}

/** AWS: an invocation that still fails after its retries makes the whole batch fail. */
async function transformPortion(
  work: Work,
  processor: LambdaProcessor,
  records: readonly BufferedRecordRow[],
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

function eventOf({ address, globe, row }: Work, records: readonly BufferedRecordRow[]): string {
  return JSON.stringify({
    invocationId: globe.random.uuid(),
    deliveryStreamArn: row.arn,
    region: address.scope.region,
    records: records.map(({ arrivedAt, data, recordId }) => ({
      recordId,
      approximateArrivalTimestamp: arrivedAt,
      data: Buffer.from(data).toString('base64'),
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
  records: readonly BufferedRecordRow[],
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
  return new Map(records.map((each) => [String(each?.recordId), { result: each?.result, data: each?.data }]));
}

const missing: Failure = {
  errorCode: 'Lambda.MissingRecordId',
  errorMessage: 'The function did not return a record with this id.',
};
const refused: Failure = {
  errorCode: 'Lambda.ProcessingFailedStatus',
  errorMessage: 'ProcessingFailed status set for record',
};

/** Each record goes on, is dropped, or has failed, as the function says of it. */
function sorted(records: readonly BufferedRecordRow[], answer: Answer, attemptsMade: number): Transformation {
  const passed: BufferedRecordRow[] = [];
  const failed: FailedRecord[] = [];
  for (const record of records) {
    const returned = answer.get(record.recordId);
    if (returned?.result === 'Dropped') continue;
    if (returned?.result === 'Ok' && typeof returned.data === 'string') {
      passed.push({ ...record, data: new Uint8Array(Buffer.from(returned.data, 'base64')) });
    } else failed.push({ record, attemptsMade, ...(returned ? refused : missing) });
  }
  return { passed, failed };
}
