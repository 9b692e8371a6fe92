import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { NotTaken } from '../domain/errors.ts';
import { emit } from '../emitter/emit.ts';
import { eventBridgeBus } from '../emitter/event-bus.ts';
import { recordSender } from '../generator/senders.ts';
import { log } from '../log.ts';
import { sqsLetters } from '../redrive/letter-queue.ts';
import { eventInLetter, type RedriveResult, redriveLetters } from '../redrive/redrive.ts';
import { recordsIn, s3Letters } from '../redrive/refused-records.ts';
import { dynamoTable } from '../redrive/stored-items.ts';
import { dynamoStream, readAgain } from '../redrive/stream-records.ts';
import { setting } from '../settings.ts';

/** `{"consumer": "event-emitter", "count": 10}` */
export interface RedriveRequest {
  readonly consumer: string;
  /** How many letters (for the transformer: objects) to take at most; 10 when absent. The storer's are all moved. */
  readonly count?: number;
}

const sqs = new SQSClient({});
const readStream = dynamoStream(new DynamoDBStreamsClient({}));
const readTable = dynamoTable(new DynamoDBClient({}), setting('TABLE_NAME'));
const sendRecords = recordSender(new FirehoseClient({}), setting('STREAM_NAME'));
const s3 = new S3Client({});
const lambda = new LambdaClient({});
const emitContext = { putEvents: eventBridgeBus(new EventBridgeClient({})), busName: setting('EVENT_BUS_NAME'), log };

/** Storer: SQS itself moves the letters back to the queue, in order. */
async function redriveStorer(): Promise<{ readonly taskHandle: string | undefined }> {
  const { TaskHandle } = await sqs.send(
    new StartMessageMoveTaskCommand({
      SourceArn: setting('STORER_DEAD_LETTERS_ARN'),
      DestinationArn: setting('QUEUE_ARN'),
    }),
  );
  return { taskHandle: TaskHandle };
}

async function emitAgain(body: string): Promise<void> {
  const { batchItemFailures } = await emit(await readAgain(JSON.parse(body), readStream, readTable), emitContext);
  if (batchItemFailures.length > 0) throw new NotTaken('EventBridge', batchItemFailures.length, ['refused']);
}

async function respondAgain(body: string): Promise<void> {
  const FunctionName = setting('RESPONDER_NAME');
  const Payload = JSON.stringify(eventInLetter(body));
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
  if (answer.FunctionError !== undefined) throw new NotTaken('EventResponder', 1, [answer.FunctionError]);
}

type Redrive = (count: number) => Promise<RedriveResult | Awaited<ReturnType<typeof redriveStorer>>>;

const redrives: Readonly<Record<string, Redrive>> = {
  transformer: (count) =>
    redriveLetters(
      s3Letters(s3, setting('LAKE_BUCKET_NAME'), setting('REFUSED_PREFIX')),
      count,
      async (body) => await sendRecords(recordsIn(body)),
      log,
    ),
  'event-storer': redriveStorer,
  'event-emitter': (count) =>
    redriveLetters(sqsLetters(sqs, setting('EMITTER_DEAD_LETTERS_URL')), count, emitAgain, log),
  'event-responder': (count) =>
    redriveLetters(sqsLetters(sqs, setting('RESPONDER_DEAD_LETTERS_URL')), count, respondAgain, log),
};

/** Invoked by an operator. */
export async function handler({ consumer, count = 10 }: RedriveRequest): Promise<Awaited<ReturnType<Redrive>>> {
  const redrive = Object.hasOwn(redrives, consumer) ? redrives[consumer] : undefined;
  if (redrive === undefined) {
    throw new Error(`consumer is one of ${Object.keys(redrives).join(', ')}, not "${consumer}"`);
  }
  return await redrive(count);
}
