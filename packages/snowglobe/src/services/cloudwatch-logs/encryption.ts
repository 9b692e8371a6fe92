import { AwsError } from '../../contract/aws-error.ts';
import type { Call } from '../../contract/operation.ts';
import type { KeyQuestion } from '../encryption-at-rest/after-key.ts';
import { keptFor, keptNow } from '../encryption-at-rest/data-key-cache.ts';
import { type KeyUse, newDataKey, openDataKey, wordedAs } from '../encryption-at-rest/key-use.ts';
import { invalidParameter } from './errors.ts';
import { groupArn, groupNameOf, groupsOf } from './log-group.ts';

/**
 * Log groups under a key of KMS: Logs itself must be allowed to use the key, by the key's policy, for this group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */

/** How long Logs goes on without asking KMS; ours, for AWS does not tell. */
const dataKeyMs = 5 * 60_000;

function keyUse({ globe, scope, cause }: Call, logGroupName: string): KeyUse {
  const arn = groupArn(scope, logGroupName);
  const service = `logs.${scope.region}.amazonaws.com`;
  return {
    globe,
    caller: { kind: 'service', service, account: scope.account, sourceArn: arn },
    cause,
    service: 'logs',
    scope,
    context: { 'aws:logs:arn': arn },
  };
}

/** A data key for a group, base64. Throws InvalidParameterException when Logs may not use the key. */
export async function groupDataKey(call: Call, logGroupName: string, kmsKeyId: string): Promise<string> {
  const use = keyUse(call, logGroupName);
  const refused = () =>
    invalidParameter(
      `The specified KMS key does not exist or is not allowed to be used with LogGroup '${groupArn(call.scope, logGroupName)}'`,
    );
  const { sealed } = await wordedAs(newDataKey(use, kmsKeyId), refused);
  return Buffer.from(sealed).toString('base64');
}

interface Reading {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** Before events are read: without its key what was written is lost. */
export const reading: KeyQuestion<Reading> = (input, call) => {
  const logGroupName = input.logGroupName ?? groupNameOf(input.logGroupIdentifier ?? '');
  const dataKey = groupsOf(call.globe, call.scope).get(logGroupName)?.dataKey;
  const name = `logs open ${dataKey}`;
  if (dataKey === undefined || keptNow(call.globe, name) !== undefined) return undefined;
  const use = keyUse(call, logGroupName);
  return keptFor(call.globe, name, dataKeyMs, async () => {
    await wordedAs(openDataKey(use, Buffer.from(dataKey, 'base64')), inaccessible);
    return true;
  });
};

const inaccessible = ({ message }: AwsError) =>
  new AwsError('AccessDeniedException', `The events are encrypted with a key that cannot be used: ${message}`);
