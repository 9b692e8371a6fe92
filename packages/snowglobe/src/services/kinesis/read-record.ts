import type { _Record } from '@aws-sdk/client-kinesis';
import type { RecordRow } from './tables.ts';

/** A record as readers get it. */
export function readRecord(row: RecordRow): _Record {
  return {
    SequenceNumber: row.sequenceNumber,
    ApproximateArrivalTimestamp: new Date(row.arrivedAt),
    Data: row.data,
    PartitionKey: row.partitionKey,
    EncryptionType: row.encrypted ? 'KMS' : 'NONE',
  };
}
