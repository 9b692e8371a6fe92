import {
  CancelMessageMoveTaskCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, type SqsGlobe, startSqs } from './sqs-test-globe.ts';

let globe: SqsGlobe;
let dead: string;
let url: string;

const redrive = (name: string, maxReceiveCount: unknown) =>
  JSON.stringify({ deadLetterTargetArn: arnOf(name), maxReceiveCount });

beforeEach(async () => {
  globe = await startSqs();
  dead = await globe.queue('dead');
  url = await globe.queue('q', { VisibilityTimeout: '0', RedrivePolicy: redrive('dead', 2) });
});

afterEach(() => globe.stop());

/** Sends messages that end in the dead-letter queue. */
async function kill(...bodies: string[]) {
  for (const body of bodies) await globe.send(url, body);
  for (let receive = 0; receive < 3; receive += 1) await globe.receive(url);
}

describe('a redrive policy', () => {
  it('moves a message that was received too often', async () => {
    const MessageId = await globe.send(url, 'x');
    await globe.receive(url);
    await globe.receive(url);
    expect(await globe.bodies(url)).toEqual([]);
    const [message] = await globe.receive(dead, { MessageSystemAttributeNames: ['All'] });
    expect(message).toMatchObject({
      MessageId,
      Body: 'x',
      Attributes: { ApproximateReceiveCount: '3', DeadLetterQueueSourceArn: arnOf('q') },
    });
  });

  it('is listed at the dead-letter queue', async () => {
    const answer = await globe.sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
    expect(answer.queueUrls).toEqual([url]);
  });

  it.each([
    ['of a queue that is not there', redrive('nowhere', 1), 'Dead letter target does not exist.'],
    [
      'with a count of 0',
      redrive('dead', 0),
      'Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.',
    ],
    [
      'without a count',
      JSON.stringify({ deadLetterTargetArn: arnOf('dead') }),
      'Redrive policy does not contain mandatory attribute: maxReceiveCount.',
    ],
    ['that is no JSON', 'nonsense', 'Redrive policy is not a valid JSON map.'],
  ])('%s is refused', async (_what, RedrivePolicy, reason) => {
    const set = globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    await expect(set).rejects.toThrow(
      `Value ${RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  });

  it('needs a FIFO dead-letter queue for a FIFO queue', async () => {
    await expect(globe.queue('q.fifo', { FifoQueue: 'true', RedrivePolicy: redrive('dead', 1) })).rejects.toThrow(
      'Dead-letter queue must be same type of queue as the source.',
    );
  });

  it('needs the permission of the dead-letter queue', async () => {
    const RedriveAllowPolicy = JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [arnOf('friend')] });
    await globe.queue('picky', { RedriveAllowPolicy });
    await globe.queue('friend', { RedrivePolicy: redrive('picky', 1) });
    await expect(globe.queue('stranger', { RedrivePolicy: redrive('picky', 1) })).rejects.toThrow(
      'Dead letter target does not allow the source queue.',
    );
  });
});

describe('a move task', () => {
  const start = (more: object = {}) =>
    globe.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf('dead'), ...more }));
  const list = async () => {
    const answer = await globe.sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf('dead') }));
    return answer.Results?.[0];
  };

  it('brings dead letters back to where they came from, as new messages', async () => {
    await kill('a', 'b');
    await start();
    await globe.settle();
    expect(await list()).toMatchObject({
      Status: 'COMPLETED',
      ApproximateNumberOfMessagesMoved: 2,
      ApproximateNumberOfMessagesToMove: 2,
    });
    const received = await globe.receive(url, { MessageSystemAttributeNames: ['All'] });
    expect(received.map((message) => message.Body)).toEqual(['a', 'b']);
    expect(received[0]?.Attributes?.ApproximateReceiveCount).toBe('1');
  });

  it('moves to another queue at its rate, until it is cancelled', async () => {
    const other = await globe.queue('other');
    await kill('a', 'b', 'c');
    const { TaskHandle } = await start({ DestinationArn: arnOf('other'), MaxNumberOfMessagesPerSecond: 1 });
    await globe.advance(2_000);
    expect(await globe.bodies(other)).toEqual(['a', 'b']);
    expect(await list()).toMatchObject({ Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 2, TaskHandle });
    await expect(start()).rejects.toThrow('There is already a task running.');
    const cancelled = await globe.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(2);
    await globe.advance(10_000);
    expect(await list()).toMatchObject({ Status: 'CANCELLED', ApproximateNumberOfMessagesMoved: 2 });
    expect(await globe.bodies(dead)).toEqual(['c']);
  });

  it('fails for messages that came from nowhere', async () => {
    await globe.send(dead, 'x');
    await start();
    await globe.settle();
    expect(await list()).toMatchObject({ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' });
  });

  it('needs a source that is a dead-letter queue', async () => {
    await expect(start({ SourceArn: arnOf('q') })).rejects.toThrow(
      'Source queue must be configured as a Dead Letter Queue.',
    );
    await expect(start({ SourceArn: arnOf('nowhere') })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
