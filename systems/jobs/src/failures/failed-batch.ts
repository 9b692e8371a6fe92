/** What a stream's mapping tells of a batch that it gave up on. It names records, and holds none. */
export interface FailedBatch {
  readonly requestContext: { readonly condition: string; readonly approximateInvokeCount?: number };
  readonly DDBStreamBatchInfo: {
    readonly approximateArrivalOfFirstRecord: string;
    readonly approximateArrivalOfLastRecord: string;
    readonly batchSize: number;
  };
}

/** Clocks of the API and of the stream differ, and a stream's times are whole seconds. */
const toleranceMs = 5_000;

/** When the jobs of a batch were handed in: first and last instant. */
export function handedIn({ DDBStreamBatchInfo: batch }: FailedBatch): readonly [firstAt: number, lastAt: number] {
  return [
    Date.parse(batch.approximateArrivalOfFirstRecord) - toleranceMs,
    Date.parse(batch.approximateArrivalOfLastRecord) + toleranceMs,
  ];
}
