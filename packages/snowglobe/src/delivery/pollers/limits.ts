/** What an event may hold. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maximumPayloadBytes = 6 * 1_024 * 1_024;

/** Batches of one queue at once, without a maximum concurrency. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
// Differs from AWS: there the number grows with the backlog, here it stays at what AWS begins with.
export const queueConcurrency = 5;

/** How many records of a shard are looked at in one read. */
export const readChunk = 1_000;
