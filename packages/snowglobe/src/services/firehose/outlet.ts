import type { HttpEndpointDestinationConfiguration, S3DestinationConfiguration } from '@aws-sdk/client-firehose';
import { addRecords, type BufferAddress, buffersOf, type Hints } from './buffer.ts';
import { conversionOf, converted } from './conversion/conversion.ts';
import { failureLine } from './failures.ts';
import { type Sent, sendBatch } from './http-endpoint/endpoint-outlet.ts';
import { httpLimits, limits } from './limits.ts';
import { isPartitioned, type Partition, partitioned } from './partitioning.ts';
import { errorPrefixValue, type PartitionKeys, prefixValue } from './prefix.ts';
import { processed } from './processing.ts';
import { delimiterOf, lambdaProcessorOf } from './processor.ts';
import { prefixValues, writeObject } from './s3-object.ts';
import type { BufferedRecord, BufferRow, DeliveryStreamRow, Destination } from './tables.ts';
import type { FailedRecord, Work } from './transformation.ts';

/** What becomes of a batch of a buffer. */
export interface Outlet {
  readonly hints: Hints;
  /** Rejects with an AwsError when the batch has to be tried again. */
  write(work: Work, records: readonly BufferedRecord[], buffer: BufferRow): Promise<Written>;
}

export interface Written {
  /** The batch is to be tried again after a pause, whose step remembers why. */
  readonly again?: Sent['again'];
  /** What belongs in the step that forgets the batch. Returns the buffers that have got records. */
  readonly commit?: () => readonly BufferAddress[];
}

const bytesPerMb = 1024 * 1024;

export const hintsOf = ({ BufferingHints }: Pick<Destination, 'BufferingHints'>): Hints => ({
  bytes: (BufferingHints?.SizeInMBs ?? 5) * bytesPerMb,
  intervalMs: (BufferingHints?.IntervalInSeconds ?? 300) * 1000,
});

/** What leads a buffer's name, and says what becomes of it. */
export const partitionBuffer = 'partition:';
const failureBuffer = 'failed:';
export const backupBuffer = 'backup';
const endpointBuffer = 'endpoint';

const processingFailed = 'processing-failed';

export function outletOf(row: DeliveryStreamRow, bufferName: string): Outlet {
  if (bufferName === backupBuffer) return backupOutlet(row);
  if (bufferName.startsWith(failureBuffer)) return failureOutlet(row, bufferName.slice(failureBuffer.length));
  if (bufferName.startsWith(partitionBuffer)) return partitionOutlet(row);
  if (row.endpoint) return bufferName === endpointBuffer ? endpointOutlet(row, row.endpoint) : processingOutlet(row);
  return isPartitioned(row.destination) ? partitioningOutlet(row) : objectOutlet(row);
}

/** Transforms a batch and writes it as one object, and what failed as another one. */
const objectOutlet = ({ destination }: DeliveryStreamRow): Outlet => ({
  hints: hintsOf(destination),
  async write(work, records) {
    const { failed, passed } = await processed(work, records);
    await writeData(work, passed);
    await writeFailures(work, failed, processingFailed);
    return {};
  },
});

/** Transforms a batch and hands it to the buffer from which it is sent. */
const processingOutlet = (row: DeliveryStreamRow): Outlet => ({
  hints: hintsOf(row.destination),
  async write(work, records) {
    const { failed, passed } = await processed(work, records);
    return {
      commit: () => {
        const address = { ...work.address, bufferName: endpointBuffer };
        if (passed.length > 0) addRecords(work.globe, address, sendingHints(row), passed, work.cause);
        return [...(passed.length > 0 ? [address] : []), ...keepFailures(work, failed, processingFailed)];
      },
    };
  },
});

const sendingHints = ({ destination }: DeliveryStreamRow): Hints => ({
  ...hintsOf(destination),
  intervalMs: 0,
  records: httpLimits.records,
});

const endpointOutlet = (row: DeliveryStreamRow, endpoint: HttpEndpointDestinationConfiguration): Outlet => ({
  hints: sendingHints(row),
  async write(work, records, buffer) {
    const { again, failed } = await sendBatch(work, endpoint, records, buffer);
    if (again) return { again };
    await writeFailures(work, failed, 'http-endpoint-failed');
    return {};
  },
});

/** Transforms a batch and divides it among the buffers of partitions. */
const partitioningOutlet = ({ destination }: DeliveryStreamRow): Outlet => ({
  hints: intakeHints(destination),
  async write(work, records) {
    const transformation = await processed(work, records);
    const { failed, partitions } = await partitioned(transformation.passed, destination);
    return { commit: () => keepPartitions(work, partitions, [...transformation.failed, ...failed]) };
  },
});

/** Where keys come from a function, records wait for it as it says; else they are divided as they come. */
function intakeHints(destination: Destination): Hints {
  const processor = lambdaProcessorOf(destination);
  return processor
    ? { bytes: processor.batchBytes, intervalMs: processor.intervalMs }
    : { bytes: bytesPerMb, intervalMs: 0 };
}

/** Keeps records in the buffers of their partitions; what is one partition too many fails. */
function keepPartitions(
  work: Work,
  partitions: ReadonlyMap<string, Partition>,
  failures: readonly FailedRecord[],
): readonly BufferAddress[] {
  const { address, cause, globe, row } = work;
  const { destination } = row;
  const active = new Set(buffersOf(globe, address).flatMap((each) => (each.partitionKeys ? [each.bufferName] : [])));
  const failed = [...failures];
  const addresses: BufferAddress[] = [];
  for (const [id, { keys: partitionKeys, records }] of partitions) {
    const bufferName = `${partitionBuffer}${id}`;
    if (!active.has(bufferName) && active.size >= limits.activePartitions) {
      failed.push(...records.map(tooManyPartitions));
      continue;
    }
    active.add(bufferName);
    addresses.push({ ...address, bufferName });
    addRecords(globe, { ...address, bufferName }, hintsOf(destination), records, cause, { partitionKeys });
  }
  return [...addresses, ...keepFailures(work, failed, processingFailed)];
}

/** Keeps lines about failed records in a buffer of their own. */
function keepFailures(work: Work, failed: readonly FailedRecord[], type: string): readonly BufferAddress[] {
  if (failed.length === 0) return [];
  const address = { ...work.address, bufferName: `${failureBuffer}${type}` };
  const lines = failed.map((each) => ({
    ...each.record,
    data: new Uint8Array(Buffer.from(failureLine(each, work))),
  }));
  addRecords(work.globe, address, hintsOf(work.row.destination), lines, work.cause);
  return [address];
}

const tooManyPartitions = (record: BufferedRecord): FailedRecord => ({
  record,
  attemptsMade: 0,
  errorCode: 'DynamicPartitioning.ActivePartitionLimitExceeded',
  errorMessage: `The limit of ${limits.activePartitions} active partitions is reached.`,
});

const partitionOutlet = ({ destination }: DeliveryStreamRow): Outlet => ({
  hints: hintsOf(destination),
  async write(work, records, { partitionKeys = {} }) {
    await writeData(work, records, partitionKeys);
    return {};
  },
});

/** Lines about failed records, as they are. */
const failureOutlet = ({ destination }: DeliveryStreamRow, errorOutputType: string): Outlet => ({
  hints: hintsOf(destination),
  async write(work, records) {
    await writeErrorObject(work, records, errorOutputType, Buffer.concat(records.map(({ data }) => data)));
    return {};
  },
});

/** Where all records are kept as they came, too. */
export function backupOf({ destination, endpoint }: DeliveryStreamRow): S3DestinationConfiguration | undefined {
  if (endpoint) return endpoint.S3BackupMode === 'AllData' ? endpoint.S3Configuration : undefined;
  return destination.S3BackupMode === 'Enabled' ? destination.S3BackupConfiguration : undefined;
}

/** Records as they came. */
const backupOutlet = (row: DeliveryStreamRow): Outlet => ({
  hints: hintsOf(backupOf(row) ?? row.destination),
  async write(work, records) {
    const settings = backupOf(row) ?? row.destination;
    const values = prefixValues(work, settings, records[0]?.arrivedAt ?? 0);
    const bytes = new Uint8Array(Buffer.concat(records.map(({ data }) => data)));
    await writeObject(work, settings, prefixValue(settings.Prefix ?? '', values), values, { bytes });
    return {};
  },
});

async function writeData(work: Work, records: readonly BufferedRecord[], partitionKeys?: PartitionKeys): Promise<void> {
  const { destination } = work.row;
  const [oldest] = records;
  if (!oldest) return;
  const values = { ...prefixValues(work, destination, oldest.arrivedAt), partitionKeys };
  const prefix = () => prefixValue(destination.Prefix ?? '', values);
  const extension = destination.FileExtension;
  const conversion = conversionOf(destination);
  if (!conversion) {
    const bytes = joined(records, delimiterOf(destination));
    await writeObject(work, destination, prefix(), values, { bytes, extension });
    return;
  }
  const { bytes, failed } = await converted(work, conversion, records);
  if (bytes) {
    const content = { bytes, extension: extension || '.parquet', compressed: true };
    await writeObject(work, destination, prefix(), values, content);
  }
  await writeFailures(work, failed, 'format-conversion-failed');
}

async function writeFailures(work: Work, failed: readonly FailedRecord[], errorOutputType: string): Promise<void> {
  if (failed.length === 0) return;
  const lines = failed.map((each) => failureLine(each, work)).join('');
  const records = failed.map(({ record }) => record);
  await writeErrorObject(work, records, errorOutputType, Buffer.from(lines));
}

async function writeErrorObject(
  work: Work,
  records: readonly BufferedRecord[],
  errorOutputType: string,
  bytes: Uint8Array,
): Promise<void> {
  const { destination } = work.row;
  const values = { ...prefixValues(work, destination, records[0]?.arrivedAt ?? 0), errorOutputType };
  const prefix = errorPrefixValue(destination.Prefix, destination.ErrorOutputPrefix, values);
  await writeObject(work, destination, prefix, values, { bytes: new Uint8Array(bytes) });
}

function joined(records: readonly BufferedRecord[], delimiter: string | undefined): Uint8Array {
  const end = delimiter === undefined ? undefined : Buffer.from(delimiter);
  return new Uint8Array(Buffer.concat(records.flatMap(({ data }) => (end ? [data, end] : [data]))));
}
