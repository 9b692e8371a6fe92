import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { NotTaken } from '../domain/errors.ts';
import { emit } from '../emitter/emit.ts';
import { eventBridgeBus } from '../emitter/event-bus.ts';
import { recordSender } from '../generator/senders.ts';
import { log } from '../log.ts';
import { sqsLetters } from '../redrive/letter-queue.ts';
import { type RedriveResult, redriveLetters } from '../redrive/redrive.ts';
import { recordsIn, s3Letters } from '../redrive/refused-records.ts';
import { dynamoTable } from '../redrive/stored-items.ts';
import { dynamoStream, readAgain } from '../redrive/stream-records.ts';
import { setting } from '../settings.ts';

/** `{"consumer": "event-emitter", "count": 10}` */
export interface RedriveRequest {
  readonly consumer: string;
  /** How many letters (for the transformer: objects) to take at most; 10 when absent. The storer's and the responder's are all moved. */
  readonly count?: number;
}

const sqs = new SQSClient({});
const readStream = dynamoStream(new DynamoDBStreamsClient({}));
const readTable = dynamoTable(new DynamoDBClient({}), setting('TABLE_NAME'));
const sendRecords = recordSender(new FirehoseClient({}), setting('STREAM_NAME'));
const s3 = new S3Client({});
const emitContext = { putEvents: eventBridgeBus(new EventBridgeClient({})), busName: setting('EVENT_BUS_NAME'), log };

/** SQS itself moves the letters of a queue back to it, all of them. */
async function moveBack(letters: string, queue: string): Promise<{ readonly taskHandle: string | undefined }> {
  const task = { SourceArn: setting(letters), DestinationArn: setting(queue) };
  const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand(task));
  return { taskHandle: TaskHandle };
}

async function emitAgain(body: string): Promise<void> {
  const { batchItemFailures } = await emit(await readAgain(JSON.parse(body), readStream, readTable), emitContext);
  if (batchItemFailures.length > 0) throw new NotTaken('EventBridge', batchItemFailures.length, ['refused']);
}

type Redrive = (count: number) => Promise<RedriveResult | Awaited<ReturnType<typeof moveBack>>>;

const redrives: Readonly<Record<string, Redrive>> = {
  transformer: (count) =>
    redriveLetters(
      s3Letters(s3, setting('LAKE_BUCKET_NAME'), setting('REFUSED_PREFIX')),
      count,
      async (body) => await sendRecords(recordsIn(body)),
      log,
    ),
  'event-storer': async () => await moveBack('STORER_DEAD_LETTERS_ARN', 'QUEUE_ARN'),
  'event-emitter': (count) =>
    redriveLetters(sqsLetters(sqs, setting('EMITTER_DEAD_LETTERS_URL')), count, emitAgain, log),
  'event-responder': async () => await moveBack('RESPONDER_DEAD_LETTERS_ARN', 'EVENT_QUEUE_ARN'),
};

/** Invoked by an operator. */
export async function handler({ consumer, count = 10 }: RedriveRequest): Promise<Awaited<ReturnType<Redrive>>> {
  const redrive = Object.hasOwn(redrives, consumer) ? redrives[consumer] : undefined;
  if (redrive === undefined) {
    throw new Error(`consumer is one of ${Object.keys(redrives).join(', ')}, not "${consumer}"`);
  }
  return await redrive(count);
}
