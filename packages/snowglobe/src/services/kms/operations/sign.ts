import type { SignRequest, SignResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { signatureOf } from '../asymmetric.ts';
import { checkedAlgorithm, usableKey } from '../key.ts';
import { messageOf } from '../signed-message.ts';

export const sign: Operation<SignRequest, SignResponse> = (input, call) => {
  const key = usableKey(call, input, 'SIGN_VERIFY', 'Sign');
  const algorithm = checkedAlgorithm(key, input.SigningAlgorithm ?? '');
  return {
    KeyId: key.arn,
    Signature: signatureOf(key, messageOf(input, algorithm), algorithm),
    SigningAlgorithm: input.SigningAlgorithm,
  };
};
