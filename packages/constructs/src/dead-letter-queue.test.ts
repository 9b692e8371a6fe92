import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { expect, test } from 'vitest';
import { DeadLetterQueue, type DeadLetterQueueProps } from './dead-letter-queue.ts';

/** The properties of the queue in its template. */
function queueOf(propsOf: (stack: Stack) => Partial<DeadLetterQueueProps>): Readonly<Record<string, unknown>> {
  const stack = new Stack(new App(), 'Stack');
  new DeadLetterQueue(stack, 'Letters', { removalPolicy: RemovalPolicy.DESTROY, ...propsOf(stack) });
  const [queue] = Object.values(Template.fromStack(stack).findResources('AWS::SQS::Queue'));
  return queue?.['Properties'];
}

test('letters are kept for 14 days, encrypted, and hidden for six times as long as a redrive may take', () => {
  expect(queueOf(() => ({}))).toEqual({
    MessageRetentionPeriod: 1_209_600,
    VisibilityTimeout: 180,
    SqsManagedSseEnabled: true,
  });
});

test('letters of a FIFO queue keep its order, and are encrypted with a key of its own', () => {
  expect(queueOf((stack) => ({ key: new Key(stack, 'Key'), fifo: true }))).toMatchObject({
    FifoQueue: true,
    DeduplicationScope: 'messageGroup',
    KmsMasterKeyId: expect.anything(),
  });
});
