import type { CreateKeyRequest, CreateKeyResponse } from '@aws-sdk/client-kms';
import type { Call, Operation } from '../../../contract/operation.ts';
import { unsupported } from '../errors.ts';
import { keyArn, keyMetadata } from '../key.ts';
import { newMaterial } from '../key-material.ts';
import { checkedPolicy, defaultPolicy } from '../key-policy.ts';
import { usageOf } from '../key-spec.ts';
import { type KeyRow, keys } from '../tables.ts';
import { withTags } from '../tags.ts';

function refuseUnsupported(input: CreateKeyRequest): void {
  if (input.MultiRegion) throw unsupported('MultiRegion is not supported.');
  if (input.CustomKeyStoreId !== undefined) throw unsupported('CustomKeyStoreId is not supported.');
  if (input.XksKeyId !== undefined) throw unsupported('XksKeyId is not supported.');
  if (input.Origin !== undefined && input.Origin !== 'AWS_KMS')
    throw unsupported(`Origin ${input.Origin} is not supported.`);
}

function newKey(input: CreateKeyRequest, call: Call, bytes: Uint8Array): KeyRow {
  const { globe, scope } = call;
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  const keyId = globe.random.uuid();
  const createdAt = globe.clock.now();
  return {
    keyId,
    arn: keyArn(scope, keyId),
    description: input.Description ?? '',
    spec,
    usage: usageOf(spec, input.KeyUsage),
    manager: 'CUSTOMER',
    state: 'Enabled',
    createdAt,
    policy: input.Policy === undefined ? defaultPolicy(scope.account) : checkedPolicy(input.Policy),
    materials: [{ bytes, createdAt }],
    tags: withTags({}, input.Tags ?? []),
  };
}

export const createKey: Operation<CreateKeyRequest, CreateKeyResponse> = async (input, call) => {
  refuseUnsupported(input);
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  usageOf(spec, input.KeyUsage);
  const material = await newMaterial(spec);
  return call.step(() => {
    const row = newKey(input, call, material);
    call.globe.store.collection(keys, call.scope).put(row);
    return { KeyMetadata: keyMetadata({ scope: call.scope, row }) };
  });
};
