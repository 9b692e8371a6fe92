import type { CreateAccessKeyRequest, CreateAccessKeyResponse } from '@aws-sdk/client-iam';
import { secretKey, uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { keyRows, keysOf } from '../access-key.ts';
import { quotaExceeded } from '../errors.ts';
import { limits } from '../limits.ts';
import { userOrCaller } from '../user.ts';
import { wholeSeconds } from '../whole-seconds.ts';

export const createAccessKey: Operation<CreateAccessKeyRequest, CreateAccessKeyResponse> = (input, call) => {
  const { userName } = userOrCaller(call, input.UserName);
  if (keysOf(call, userName).length >= limits.accessKeysPerUser) {
    throw quotaExceeded('AccessKeysPerUser', limits.accessKeysPerUser);
  }
  const { random, clock } = call.globe;
  const accessKeyId = uniqueId(random, 'accessKey');
  const secretAccessKey = secretKey(random);
  const createdAt = clock.now();
  const holder = { kind: 'user' as const, account: call.scope.account, userName, active: true };
  keyRows(call).put({ accessKeyId, secretAccessKey, createdAt, holder });
  return {
    AccessKey: {
      UserName: userName,
      AccessKeyId: accessKeyId,
      Status: 'Active',
      SecretAccessKey: secretAccessKey,
      CreateDate: wholeSeconds(createdAt),
    },
  };
};
