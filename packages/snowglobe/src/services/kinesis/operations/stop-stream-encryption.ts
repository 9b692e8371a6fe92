import type { StopStreamEncryptionInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireStream } from '../stream.ts';
import { streams } from '../tables.ts';

export const stopStreamEncryption: Operation<StopStreamEncryptionInput, object> = (input, call) => {
  const { row, scope } = requireStream(input, call);
  const { keyId: _keyId, ...unencrypted } = row;
  call.globe.store.collection(streams, scope).put(unencrypted);
  return {};
};
