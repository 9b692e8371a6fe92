/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const limits = {
  /** Of all entries of a PutEvents request together. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
  putEventsBytes: 1024 * 1024,
  targetsPerRule: 5,
  rulesPerBus: 300,
  eventPatternCharacters: 4096,
  pageSize: 100,
  /** Of an invocation of an API destination. */
  httpTimeoutMs: 5_000,
  /** Invocations per second of an API destination that names no rate. */
  httpRatePerSecond: 300,
} as const;
