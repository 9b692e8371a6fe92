import type { StartStreamEncryptionInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument } from '../errors.ts';
import { putStream, requireStream } from '../stream.ts';

export const startStreamEncryption: Operation<StartStreamEncryptionInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  if (input.EncryptionType !== 'KMS') {
    throw invalidArgument('StartStreamEncryption must have an EncryptionType of KMS.');
  }
  const { KeyId: keyId } = input;
  putStream(call.globe, stream, keyId === undefined ? {} : { keyId });
  return {};
};
