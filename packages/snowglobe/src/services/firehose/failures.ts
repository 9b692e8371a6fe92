import { lambdaProcessorOf } from './processor.ts';
import type { FailedRecord, Work } from './transformation.ts';

/** What AWS tells of a record that was not converted. https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html */
function conversionFailure({ errorCode, errorMessage, record }: FailedRecord, { address, row }: Work): object {
  const schema = row.destination.DataFormatConversionConfiguration?.SchemaConfiguration;
  return {
    lastErrorCode: errorCode,
    lastErrorMessage: errorMessage,
    sequenceNumber: record.kinesis?.sequenceNumber ?? record.recordId,
    subSequenceNumber: null,
    dataCatalogTable: {
      catalogId: schema?.CatalogId ?? null,
      databaseName: schema?.DatabaseName,
      tableName: schema?.TableName,
      region: schema?.Region ?? address.scope.region,
      versionId: schema?.VersionId ?? 'LATEST',
      catalogArn: null,
    },
  };
}

function failureOf(failed: FailedRecord, work: Work): object {
  const { errorCode, errorMessage, record } = failed;
  if (errorCode.startsWith('DataFormatConversion.')) return conversionFailure(failed, work);
  if (errorCode.startsWith('HttpEndpoint.')) {
    return { errorCode, errorMessage, subsequenceNumber: 0, dataId: record.recordId };
  }
  const lambdaArn = lambdaProcessorOf(work.row.destination)?.functionArn;
  return { errorCode, errorMessage, ...(errorCode.startsWith('Lambda.') && { lambdaArn }) };
}

/** AWS: one JSON object a line. https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html */
export function failureLine(failed: FailedRecord, work: Work): string {
  const { attemptsMade, record } = failed;
  const line = {
    attemptsMade,
    arrivalTimestamp: record.arrivedAt,
    attemptEndingTimestamp: work.globe.clock.now(),
    rawData: Buffer.from(record.data).toString('base64'),
    ...failureOf(failed, work),
  };
  return `${JSON.stringify(line)}\n`;
}
