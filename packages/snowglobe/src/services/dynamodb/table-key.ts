import type { SSESpecification } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../contract/aws-error.ts';
import type { SourceReader } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call, Operation } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import type { KeyQuestion } from '../encryption-at-rest/after-key.ts';
import { ask, describeKey, type KeyUse, newDataKey, wordedAs } from '../encryption-at-rest/key-use.ts';
import { askToOpen, type KeyedResource, type KeyUser } from '../encryption-at-rest/resource-key.ts';
import { validation } from './errors.ts';
import { limits } from './limits.ts';
import { tableReference } from './table.ts';
import { tablesTable } from './tables.ts';

/**
 * Tables under a key of KMS: whoever makes one must be able to use the key and let DynamoDB use it, whoever reads or writes items
 * must be able to decrypt. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */

/** What DynamoDB may do with the key from then on. */
const grantedOperations = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'DescribeKey'];

const word = (refusal: AwsError) =>
  refusal.code.startsWith('AccessDenied')
    ? new AwsError('AccessDeniedException', refusal.message)
    : validation(`KMS key access failed: ${refusal.message}`);

function contextOf(account: string, tableName: string): KeyUse['context'] {
  return { 'aws:dynamodb:tableName': tableName, 'aws:dynamodb:subscriberId': account };
}

interface TableInput {
  readonly TableName?: string | undefined;
  readonly SSESpecification?: SSESpecification | undefined;
}

/** CreateTable and UpdateTable, once the caller was found to be able to use the key that they name. */
export function underKey<Input extends TableInput, Output>(
  operation: Operation<Input, Output>,
): Operation<Input, Output> {
  return (input, call) => {
    const { SSESpecification: specification } = input;
    if (!specification?.Enabled) return operation(input, call);
    return sealTable(call, input, specification).then(({ keyArn, sealed }) => {
      const resolved = { ...input, SSESpecification: { ...specification, KMSMasterKeyId: keyArn } };
      let result: Output | Promise<Output> | undefined;
      call.step(() => {
        result = operation(resolved, call);
        keepDataKey(call, input, Buffer.from(sealed).toString('base64'));
      });
      return result as Output | Promise<Output>;
    });
  };
}

function sealTable(call: Call, input: TableInput, { KMSMasterKeyId: keyId = 'alias/aws/dynamodb' }: SSESpecification) {
  const { scope, name } = tableReference(call.scope, input.TableName ?? '');
  const { globe, caller, cause } = call;
  const context = contextOf(scope.account, name);
  const use: KeyUse = { globe, caller, cause, service: 'dynamodb', scope, context };
  const sealing = async () => {
    const { Arn } = await describeKey(use, keyId);
    await ask(use, 'CreateGrant', {
      KeyId: Arn,
      GranteePrincipal: `dynamodb.${scope.region}.amazonaws.com`,
      Operations: grantedOperations,
      Constraints: { EncryptionContextSubset: context },
      Name: `table/${name.replaceAll('.', '_')}`,
    });
    return newDataKey(use, Arn);
  };
  return wordedAs(sealing(), word);
}

function keepDataKey(call: Call, input: TableInput, dataKey: string): void {
  const { scope, name } = tableReference(call.scope, input.TableName ?? '');
  const rows = call.globe.store.collection(tablesTable, scope);
  const row = rows.get(name);
  if (row?.encryption) rows.put({ ...row, encryption: { ...row.encryption, dataKey } });
}

interface ItemsInput {
  readonly TableName?: string | undefined;
  readonly RequestItems?: Readonly<Record<string, unknown>> | undefined;
  /** Each with one action: Get, Put, Update, Delete or ConditionCheck. */
  readonly TransactItems?: readonly object[] | undefined;
}

function tablesOf(input: ItemsInput): readonly string[] {
  if (input.TableName !== undefined) return [input.TableName];
  if (input.RequestItems !== undefined) return Object.keys(input.RequestItems);
  return (input.TransactItems ?? []).flatMap((item) =>
    Object.values(item).map((action: { readonly TableName?: string } | undefined) => action?.TableName ?? ''),
  );
}

interface TableAddress {
  readonly scope: Scope;
  readonly name: string;
}

function dataKeyOf(globe: Globe, { scope, name }: TableAddress): string | undefined {
  return globe.store.collection(tablesTable, scope).get(name)?.encryption?.dataKey;
}

function keyed({ scope, name }: TableAddress): KeyedResource {
  const context = contextOf(scope.account, name);
  return { service: 'dynamodb', id: name, scope, context, periodMs: limits.tableKeyMs, word };
}

/** Has a table's key decrypted for one who reads or writes. Undefined: it has none, or it is open. */
export function askToUse(user: KeyUser, address: TableAddress): Promise<void> | undefined {
  const dataKey = dataKeyOf(user.globe, address);
  return dataKey === undefined ? undefined : askToOpen(user, keyed(address), [dataKey]);
}

/** Before a table's stream is read by one who polls it. Undefined: the table has no key. */
export function openForReader(globe: Globe, address: TableAddress, reader: SourceReader): Promise<void> | undefined {
  if (dataKeyOf(globe, address) === undefined) return undefined;
  const cause = globe.causes.begin('delivery', `dynamodb: decrypt the stream of ${address.name}`);
  return reader(cause).then((caller) => askToUse({ globe, caller, cause }, address));
}

/** Before items are read or written. Differs from AWS: KMS is asked five minutes after it was last asked, not after the last use. */
export const usingItems: KeyQuestion<ItemsInput> = (input, call) => {
  let asking: Promise<void> | undefined;
  for (const nameOrArn of tablesOf(input)) {
    const open = () => askToUse(call, tableReference(call.scope, nameOrArn));
    asking = asking === undefined ? open() : asking.then(open);
  }
  return asking;
};
