import type { SQSEvent } from 'aws-lambda';

/** Events as the queue behind the rule gives them out: message `m0`, `m1`, ... */
export function batchOf(...events: readonly unknown[]): SQSEvent {
  return {
    Records: events.map((event, index) => ({
      messageId: `m${index}`,
      receiptHandle: `handle-${index}`,
      body: JSON.stringify(event),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'events',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-north-1:123456789012:events',
      awsRegion: 'eu-north-1',
    })),
  };
}
