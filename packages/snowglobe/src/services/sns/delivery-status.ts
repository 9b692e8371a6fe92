import { createHash } from 'node:crypto';
import { AwsError } from '../../contract/aws-error.ts';
import type { Sending } from './protocols/send.ts';
import type { Protocol } from './tables.ts';
import { addressOfArn, findTopic } from './topic.ts';

/** What the topic's attributes of each protocol begin with. https://docs.aws.amazon.com/sns/latest/dg/topics-attrib.html */
const kinds: Partial<Readonly<Record<Protocol, string>>> = {
  sqs: 'SQS',
  lambda: 'Lambda',
  http: 'HTTP',
  https: 'HTTP',
  firehose: 'Firehose',
};

export type DeliveryStatus =
  | { readonly status: 'SUCCESS' }
  | { readonly status: 'FAILURE'; readonly reason: string; readonly attempts: number };

/** The role that writes the log of an outcome, when the topic has one and this delivery is in its sample. */
function loggingRole({ globe, row }: Sending, { status }: DeliveryStatus): string | undefined {
  const kind = kinds[row.protocol];
  const attributes = findTopic(globe, row.topicArn)?.row.attributes;
  if (kind === undefined || !attributes || row.type !== 'Notification') return undefined;
  if (status === 'FAILURE') return attributes[`${kind}FailureFeedbackRoleArn`];
  const percentage = Number(attributes[`${kind}SuccessFeedbackSampleRate`] ?? 100);
  const isSampled = percentage === 100 || globe.random.fraction() * 100 < percentage;
  return isSampled ? attributes[`${kind}SuccessFeedbackRoleArn`] : undefined;
}

const instantText = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/** https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html */
function entryOf({ globe, row }: Sending, outcome: DeliveryStatus) {
  const failed = outcome.status === 'FAILURE';
  return {
    notification: {
      messageMD5Sum: createHash('md5').update(row.message).digest('hex'),
      messageId: row.messageId,
      topicArn: row.topicArn,
      timestamp: instantText(row.publishedAt),
    },
    delivery: {
      deliveryId: row.id,
      destination: row.endpoint,
      providerResponse: failed ? outcome.reason : '{}',
      dwellTimeMs: globe.clock.now() - row.publishedAt,
      ...(failed && { attempts: outcome.attempts }),
      statusCode: failed ? 400 : 200,
    },
    status: outcome.status,
  };
}

/** Writes what became of a delivery to the topic's log groups, in the name of the topic's role. A log that fails fails nothing else. */
export async function logDelivery(sending: Sending, outcome: DeliveryStatus): Promise<void> {
  const role = loggingRole(sending, outcome);
  if (!role) return;
  const { globe, row, cause } = sending;
  try {
    await write(sending, role, outcome);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    globe.causes.begin('delivery', `${row.topicArn} cannot write its log: ${error.message}`, cause);
  }
}

async function write(sending: Sending, roleArn: string, outcome: DeliveryStatus): Promise<void> {
  const { globe, row, cause } = sending;
  const address = addressOfArn(row.topicArn);
  if (!address) return;
  const { scope, name } = address;
  const suffix = outcome.status === 'FAILURE' ? '/Failure' : '';
  const logGroupName = `sns/${scope.region}/${scope.account}/${name}${suffix}`;
  // AWS's streams have names of their own; here there is one for each day.
  const timestamp = globe.clock.now();
  const logStreamName = new Date(timestamp).toISOString().slice(0, 10);
  const caller = globe.assumeRole(roleArn, 'sns.amazonaws.com', 'delivery-status', { sourceArn: row.topicArn });
  const call = (operation: string, input: object) =>
    globe.call({ service: 'cloudwatch-logs', operation, input, scope, caller, cause });
  const logEvents = [{ timestamp, message: JSON.stringify(entryOf(sending, outcome)) }];
  const put = () => call('PutLogEvents', { logGroupName, logStreamName, logEvents });
  await put().catch(async (error: unknown) => {
    if (!(error instanceof AwsError && error.code === 'ResourceNotFoundException')) throw error;
    await call('CreateLogGroup', { logGroupName }).catch(unlessThere);
    await call('CreateLogStream', { logGroupName, logStreamName }).catch(unlessThere);
    await put();
  });
}

function unlessThere(error: unknown): void {
  if (!(error instanceof AwsError && error.code === 'ResourceAlreadyExistsException')) throw error;
}
