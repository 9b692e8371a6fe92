import type { VerifyMacRequest, VerifyMacResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { invalidMac } from '../errors.ts';
import { checkedAlgorithm, usableKey } from '../key.ts';
import { isMacOf } from '../mac.ts';

export const verifyMac: Operation<VerifyMacRequest, VerifyMacResponse> = (input, call) => {
  const key = usableKey(call, input, 'GENERATE_VERIFY_MAC', 'VerifyMac');
  const algorithm = checkedAlgorithm(key, input.MacAlgorithm ?? '');
  const { Message = new Uint8Array(), Mac = new Uint8Array() } = input;
  if (!isMacOf(key, Message, Mac, algorithm)) throw invalidMac();
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
};
