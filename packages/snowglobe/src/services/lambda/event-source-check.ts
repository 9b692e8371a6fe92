import type { GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Call } from '../../contract/operation.ts';
import { invalidParameter } from './errors.ts';
import type { EventSourceKind } from './event-source-kind.ts';
import type { VersionRow } from './tables.ts';

/** Checks, before a mapping is made, what AWS checks of its source and of the function's role. */
export async function checkEventSource(
  call: Call,
  kind: EventSourceKind,
  sourceArn: string,
  version: VersionRow,
): Promise<void> {
  checkRole(call, kind, sourceArn, version.role);
  checkExists(call, kind, sourceArn);
  if (kind.reads === 'queue') await checkVisibility(call, sourceArn, version.timeoutSeconds);
}

/** Asked in the role's name, so that what a mapping needs is seen by whoever looks for the least policy. */
function checkRole(call: Call, kind: EventSourceKind, sourceArn: string, roleArn: string): void {
  const { globe, scope } = call;
  try {
    const role = globe.assumeRole(roleArn, 'lambda.amazonaws.com', 'event-source-mapping');
    const requests = kind.actions.map((action) => ({ action, resource: sourceArn }));
    globe.authorize(role, requests, scope);
  } catch (error) {
    if (error instanceof AwsError) throw invalidParameter(kind.roleRefused(sourceArn));
    throw error;
  }
}

function checkExists({ globe }: Call, kind: EventSourceKind, sourceArn: string): void {
  if (globe.eventSource(sourceArn)?.exists(globe, sourceArn)) return;
  if (kind.reads === 'stream') throw invalidParameter(`Stream not found: ${sourceArn}`);
  throw invalidParameter(
    'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
  );
}

async function checkVisibility(call: Call, queueArn: string, timeoutSeconds: number): Promise<void> {
  const queue = parseArn(queueArn);
  const { Attributes = {} } = await asAccount<GetQueueAttributesResult>(call, 'sqs', 'GetQueueAttributes', {
    QueueUrl: `${call.globe.endpoint}/${queue?.account}/${queue?.resource}`,
    AttributeNames: ['VisibilityTimeout'],
  });
  const visibilitySeconds = Number(Attributes.VisibilityTimeout);
  if (visibilitySeconds < timeoutSeconds) {
    throw invalidParameter(
      `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
}

/** Lambda looks for itself, whatever the caller may. */
function asAccount<Output>(call: Call, service: string, operation: string, input: object): Promise<Output> {
  const { globe, scope, cause } = call;
  return globe.call({ service, operation, input, scope, cause, caller: { kind: 'root', account: scope.account } });
}
