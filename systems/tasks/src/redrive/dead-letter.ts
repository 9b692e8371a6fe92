/** Which records of a stream a mapping gave up on. */
export interface FailedBatch {
  readonly stream: 'dynamodb' | 'kinesis';
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly firstArrivalMs: number;
  readonly lastArrivalMs: number;
}

/** Reads the message that Lambda sends to a mapping's on-failure queue: it names records, but does not hold them. */
export function readDeadLetter(body: string): FailedBatch {
  const message = JSON.parse(body) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  const stream = message['DDBStreamBatchInfo'] === undefined ? 'kinesis' : 'dynamodb';
  const info = message['DDBStreamBatchInfo'] ?? message['KinesisBatchInfo'];
  if (info === undefined) throw new Error('the message is not of a stream mapping');
  return {
    stream,
    streamArn: field(info, 'streamArn'),
    shardId: field(info, 'shardId'),
    startSequenceNumber: field(info, 'startSequenceNumber'),
    endSequenceNumber: field(info, 'endSequenceNumber'),
    firstArrivalMs: Date.parse(field(info, 'approximateArrivalOfFirstRecord')),
    lastArrivalMs: Date.parse(field(info, 'approximateArrivalOfLastRecord')),
  };
}

function field(info: Readonly<Record<string, string>>, name: string): string {
  const value = info[name];
  if (value === undefined) throw new Error(`the message has no ${name}`);
  return value;
}
