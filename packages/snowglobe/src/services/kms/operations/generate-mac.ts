import type { GenerateMacRequest, GenerateMacResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { checkedAlgorithm, usableKey } from '../key.ts';
import { macOf } from '../mac.ts';

export const generateMac: Operation<GenerateMacRequest, GenerateMacResponse> = (input, call) => {
  const key = usableKey(call, input, 'GENERATE_VERIFY_MAC', 'GenerateMac');
  const algorithm = checkedAlgorithm(key, input.MacAlgorithm ?? '');
  return {
    KeyId: key.arn,
    Mac: macOf(key, input.Message ?? new Uint8Array(), algorithm),
    MacAlgorithm: input.MacAlgorithm,
  };
};
