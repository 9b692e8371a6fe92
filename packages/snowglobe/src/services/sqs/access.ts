import type { AccessRule } from '../../contract/operation.ts';
import { parseTaskHandle } from './move-task.ts';
import { addressOfArn, findQueue, type QueueAddress, queueAddress, queueArn } from './queue.ts';

const onQueue =
  (action: string): AccessRule<{ readonly QueueUrl?: string }> =>
  (input, call) =>
    onAddress(action, queueAddress(input.QueueUrl ?? '', call.scope), call);

function onAddress(action: string, address: QueueAddress, call: Parameters<AccessRule>[1]) {
  const queue = findQueue(call.globe, address);
  // A service hears that a queue is missing; others hear so only when they might have used it.
  if (queue === undefined && call.caller.kind === 'service') return [];
  const policy = queue?.row.attributes.Policy;
  return [{ action, resource: queueArn(address), ...(policy === undefined ? {} : { resourcePolicy: policy }) }];
}

const onName =
  (action: string): AccessRule<{ readonly QueueName?: string; readonly QueueOwnerAWSAccountId?: string }> =>
  (input, call) => {
    const account = input.QueueOwnerAWSAccountId ?? call.scope.account;
    return onAddress(action, { scope: { account, region: call.scope.region }, name: input.QueueName ?? '' }, call);
  };

const onSource =
  (action: string): AccessRule<{ readonly SourceArn?: string }> =>
  (input, call) => {
    const address = addressOfArn(input.SourceArn ?? '');
    return address ? onAddress(action, address, call) : [{ action, resource: '*' }];
  };

/** Moving a task's messages receives and deletes at the source, and sends to the destination. */
const startMoveTask: AccessRule<{ readonly SourceArn?: string; readonly DestinationArn?: string }> = (input, call) => {
  const destination = addressOfArn(input.DestinationArn ?? '');
  return [
    ...['sqs:StartMessageMoveTask', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'].flatMap((action) =>
      onSource(action)(input, call),
    ),
    ...(destination ? onAddress('sqs:SendMessage', destination, call) : []),
  ];
};

const cancelMoveTask: AccessRule<{ readonly TaskHandle?: string }> = (input, call) => {
  const sourceArn = parseTaskHandle(input.TaskHandle ?? '')?.sourceArn ?? '';
  return onSource('sqs:CancelMessageMoveTask')({ SourceArn: sourceArn }, call);
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const access: Readonly<Record<string, AccessRule>> = {
  AddPermission: onQueue('sqs:AddPermission'),
  CancelMessageMoveTask: cancelMoveTask,
  ChangeMessageVisibility: onQueue('sqs:ChangeMessageVisibility'),
  ChangeMessageVisibilityBatch: onQueue('sqs:ChangeMessageVisibility'),
  CreateQueue: onName('sqs:CreateQueue'),
  DeleteMessage: onQueue('sqs:DeleteMessage'),
  DeleteMessageBatch: onQueue('sqs:DeleteMessage'),
  DeleteQueue: onQueue('sqs:DeleteQueue'),
  GetQueueAttributes: onQueue('sqs:GetQueueAttributes'),
  GetQueueUrl: onName('sqs:GetQueueUrl'),
  ListDeadLetterSourceQueues: onQueue('sqs:ListDeadLetterSourceQueues'),
  ListMessageMoveTasks: onSource('sqs:ListMessageMoveTasks'),
  ListQueueTags: onQueue('sqs:ListQueueTags'),
  ListQueues: () => [{ action: 'sqs:ListQueues', resource: '*' }],
  PurgeQueue: onQueue('sqs:PurgeQueue'),
  ReceiveMessage: onQueue('sqs:ReceiveMessage'),
  RemovePermission: onQueue('sqs:RemovePermission'),
  SendMessage: onQueue('sqs:SendMessage'),
  SendMessageBatch: onQueue('sqs:SendMessage'),
  SetQueueAttributes: onQueue('sqs:SetQueueAttributes'),
  StartMessageMoveTask: startMoveTask,
  TagQueue: onQueue('sqs:TagQueue'),
  UntagQueue: onQueue('sqs:UntagQueue'),
};
