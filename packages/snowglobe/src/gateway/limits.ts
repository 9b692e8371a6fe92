const mebibyte = 1024 * 1024;

/** DynamoDB's BatchWriteItem takes 16 MB (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html). */
const defaultBodyBytes = 16 * mebibyte;

/** Bodies that are read whole, by service, where they may be larger or must be smaller. */
const bodyBytesOf: Readonly<Record<string, number>> = {
  // A 50 MB archive in base64 (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
  lambda: 70 * mebibyte,
  // 10 MB of records in base64 (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html).
  kinesis: 20 * mebibyte,
};

/** The longest body that an operation of a service takes, unless it is streamed. */
export function maximumBodyBytes(service: string): number {
  return bodyBytesOf[service] ?? defaultBodyBytes;
}

/** Forms are read before their service is known. */
export const maximumFormBytes = defaultBodyBytes;

/**
 * Requests of data planes: Lambda takes 6 MB, API Gateway 10 MB (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
 * More than either, so that the plane itself refuses, and notes, what is a little too large.
 */
export const maximumDataPlaneBytes = 12 * mebibyte;

/** Session tokens and long presigned URLs fit; more is answered 431. */
export const maximumHeaderBytes = 64 * 1024;
