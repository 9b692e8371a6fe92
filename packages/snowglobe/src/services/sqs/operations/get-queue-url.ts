import type { GetQueueUrlRequest, GetQueueUrlResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { queueDoesNotExist } from '../errors.ts';
import { findQueue, urlForCaller } from '../queue.ts';

export const getQueueUrl: Operation<GetQueueUrlRequest, GetQueueUrlResult> = (input, call) => {
  const account = input.QueueOwnerAWSAccountId ?? call.scope.account;
  const address = { scope: { account, region: call.scope.region }, name: input.QueueName ?? '' };
  if (!findQueue(call.globe, address)) throw queueDoesNotExist();
  return { QueueUrl: urlForCaller(call, address) };
};
