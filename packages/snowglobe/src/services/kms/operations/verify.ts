import type { VerifyRequest, VerifyResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { isSignatureOf } from '../asymmetric.ts';
import { invalidSignature } from '../errors.ts';
import { checkedAlgorithm, usableKey } from '../key.ts';
import { messageOf } from '../signed-message.ts';

export const verify: Operation<VerifyRequest, VerifyResponse> = (input, call) => {
  const key = usableKey(call, input, 'SIGN_VERIFY', 'Verify');
  const algorithm = checkedAlgorithm(key, input.SigningAlgorithm ?? '');
  const signature = input.Signature ?? new Uint8Array();
  if (!isSignatureOf(key, messageOf(input, algorithm), signature, algorithm)) throw invalidSignature();
  return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
};
