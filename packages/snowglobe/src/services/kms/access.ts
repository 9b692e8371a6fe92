import type { AccessRule, Call } from '../../contract/operation.ts';
import type { AccessRequest } from '../../contract/principal.ts';
import { type CiphertextHeader, type EncryptionContext, readHeader } from './ciphertext.ts';
import { addressOf, aliasArn, findKey, keyArn, type LocatedKey, managedAlias } from './key.ts';
import { contextKeys, managedKeyPolicy, policyWithGrants } from './key-policy.ts';
import { aliases, grants } from './tables.ts';

type Context = NonNullable<AccessRequest['context']>;

interface KeyInput {
  readonly KeyId?: string;
  readonly EncryptionContext?: EncryptionContext;
}

/**
 * Permission for one action on one key. Nobody may use a key without its policy's consent.
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
function requestsFor(
  action: string,
  keyId: string,
  context: AccessRequest['context'],
  call: Call,
): readonly AccessRequest[] {
  const found = findKey(call.globe, keyId, call.scope);
  if (!found) return [missingKey(action, keyId, context, call)];
  const { row, scope } = found;
  const granted = [...call.globe.store.collection(grants, scope, row.keyId).range()];
  const alias = addressOf(keyId, call.scope)?.name ?? '';
  return [
    {
      action,
      resource: row.arn,
      resourcePolicy: policyWithGrants(row.policy, granted),
      resourcePolicyMustAllow: true,
      context: {
        ...callerKeys(call),
        ...keyKeys(call, found),
        ...(alias.startsWith('alias/') && { 'kms:RequestAlias': alias }),
        ...context,
      },
    },
  ];
}

/** A managed key that is not yet there: what its policy will say counts. */
function missingKey(action: string, keyId: string, context: Context | undefined, call: Call): AccessRequest {
  const address = addressOf(keyId, call.scope);
  if (!address) return { action, resource: '*' };
  const { scope, name } = address;
  const resource = name.startsWith('alias/') ? aliasArn(scope, name) : keyArn(scope, name);
  const service = managedAlias.exec(name)?.[1];
  if (service === undefined) return { action, resource };
  const resourcePolicy = managedKeyPolicy(scope, service);
  return {
    action,
    resource,
    resourcePolicy,
    resourcePolicyMustAllow: true,
    context: { ...callerKeys(call), ...context },
  };
}

/** `kms:ViaService` is there when a service calls for somebody; a service that calls for itself has no account. */
function callerKeys({ caller, scope, via }: Call): Context {
  return {
    ...(caller.kind !== 'service' && { 'kms:CallerAccount': caller.account }),
    ...(via !== undefined && {
      'kms:ViaService': via.replace(/(\.[a-z]{2}(-[a-z]+)+-\d)?\.amazonaws\.com$/, `.${scope.region}.amazonaws.com`),
    }),
  };
}

function keyKeys(call: Call, { row, scope }: LocatedKey): Context {
  const named = call.globe.store.collection(aliases, scope).rangeBy('target', { prefix: `${row.keyId} ` });
  return {
    'kms:KeyOrigin': 'AWS_KMS',
    'kms:KeySpec': row.spec,
    'kms:KeyUsage': row.usage,
    'kms:MultiRegion': 'false',
    'kms:ResourceAliases': [...named].map(({ name }) => name),
    ...Object.fromEntries(Object.entries(row.tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value])),
  };
}

/** Members of requests as condition keys. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
const requestKeys: Readonly<Record<string, string>> = {
  EncryptionAlgorithm: 'kms:EncryptionAlgorithm',
  KeyPairSpec: 'kms:DataKeyPairSpec',
  MacAlgorithm: 'kms:MacAlgorithm',
  MessageType: 'kms:MessageType',
  PendingWindowInDays: 'kms:ScheduleKeyDeletionPendingWindowInDays',
  RetiringPrincipal: 'kms:RetiringPrincipal',
  RotationPeriodInDays: 'kms:RotationPeriodInDays',
  SigningAlgorithm: 'kms:SigningAlgorithm',
};

function requestContext(input: object): Context {
  return Object.fromEntries(
    Object.entries(input).flatMap(([member, value]) => {
      const name = requestKeys[member];
      return name === undefined || value === undefined ? [] : [[name, String(value)]];
    }),
  );
}

const onKey =
  (operation: string): AccessRule<KeyInput> =>
  (input, call) =>
    requestsFor(
      `kms:${operation}`,
      input.KeyId ?? '',
      { ...requestContext(input), ...contextKeys(input.EncryptionContext) },
      call,
    );

const onAnything =
  (operation: string): AccessRule =>
  () => [{ action: `kms:${operation}`, resource: '*' }];

/** An alias needs permission on itself and on each key concerned. */
const onAlias =
  (operation: string): AccessRule<{ readonly AliasName?: string; readonly TargetKeyId?: string }> =>
  (input, call) => {
    const name = input.AliasName ?? '';
    const action = `kms:${operation}`;
    const current = call.globe.store.collection(aliases, call.scope).get(name)?.targetKeyId;
    const keyIds = [current, input.TargetKeyId].filter((id) => id !== undefined);
    return [
      { action, resource: aliasArn(call.scope, name) },
      ...keyIds.flatMap((id) => requestsFor(action, id, undefined, call)),
    ];
  };

const headerOf = (blob: Uint8Array | undefined): CiphertextHeader | undefined => (blob ? readHeader(blob) : undefined);

const decrypt: AccessRule<KeyInput & { readonly CiphertextBlob?: Uint8Array }> = (input, call) => {
  const keyId = headerOf(input.CiphertextBlob)?.keyArn ?? input.KeyId;
  return keyId === undefined ? [] : requestsFor('kms:Decrypt', keyId, contextKeys(input.EncryptionContext), call);
};

interface ReEncryptInput {
  readonly CiphertextBlob?: Uint8Array;
  readonly SourceKeyId?: string;
  readonly DestinationKeyId?: string;
  readonly SourceEncryptionContext?: EncryptionContext;
  readonly DestinationEncryptionContext?: EncryptionContext;
}

const reEncrypt: AccessRule<ReEncryptInput> = (input, call) => {
  const source = headerOf(input.CiphertextBlob)?.keyArn ?? input.SourceKeyId;
  const from = contextKeys(input.SourceEncryptionContext);
  const to = contextKeys(input.DestinationEncryptionContext);
  return [
    ...(source === undefined ? [] : requestsFor('kms:ReEncryptFrom', source, from, call)),
    ...requestsFor('kms:ReEncryptTo', input.DestinationKeyId ?? '', to, call),
  ];
};

const createKey: AccessRule<{ readonly Tags?: readonly unknown[] }> = (input) => [
  { action: 'kms:CreateKey', resource: '*' },
  ...(input.Tags?.length ? [{ action: 'kms:TagResource', resource: '*' }] : []),
];

interface GrantInput extends KeyInput {
  readonly GranteePrincipal?: string;
  readonly Operations?: readonly string[];
  readonly Constraints?: object;
}

const createGrant: AccessRule<GrantInput> = (input, call) => {
  const [constraint] = Object.keys(input.Constraints ?? {});
  return requestsFor(
    'kms:CreateGrant',
    input.KeyId ?? '',
    {
      ...requestContext(input),
      'kms:GranteePrincipal': input.GranteePrincipal ?? '',
      'kms:GrantOperations': input.Operations ?? [],
      'kms:GrantIsForAWSResource': String(call.via !== undefined || call.caller.kind === 'service'),
      ...(constraint !== undefined && { 'kms:GrantConstraintType': constraint }),
    },
    call,
  );
};

const onKeyOperations = [
  'CancelKeyDeletion',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'GetPublicKey',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'Sign',
  'TagResource',
  'UntagResource',
  'UpdateKeyDescription',
  'Verify',
  'VerifyMac',
];

/** https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html */
export const access: Readonly<Record<string, AccessRule>> = {
  ...Object.fromEntries(onKeyOperations.map((operation) => [operation, onKey(operation)])),
  CreateAlias: onAlias('CreateAlias'),
  CreateGrant: createGrant,
  CreateKey: createKey,
  Decrypt: decrypt,
  DeleteAlias: onAlias('DeleteAlias'),
  GenerateRandom: onAnything('GenerateRandom'),
  ListAliases: onAnything('ListAliases'),
  ListKeys: onAnything('ListKeys'),
  ListRetirableGrants: onAnything('ListRetirableGrants'),
  ReEncrypt: reEncrypt,
  // The grant itself says who may retire it.
  RetireGrant: () => [],
  UpdateAlias: onAlias('UpdateAlias'),
};
