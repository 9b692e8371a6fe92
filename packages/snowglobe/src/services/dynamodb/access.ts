import { formatArn } from '../../contract/arn.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import type { AccessRequest } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { type AttributeSources, accessedAttributes } from './accessed-attributes.ts';
import { base64, type Item, type Value } from './attribute-value.ts';
import { tableReference } from './table.ts';
import { tablesTable } from './tables.ts';

interface ItemInput extends AttributeSources {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly Item?: Item | undefined;
  readonly Key?: Item | undefined;
  readonly KeyConditions?:
    | Readonly<Record<string, { readonly AttributeValueList?: readonly Value[] | undefined }>>
    | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
  readonly Select?: string | undefined;
  readonly ReturnValues?: string | undefined;
}

/** What IAM asks for a table that is named by name or ARN. */
function tableRequest(action: string, nameOrArn: string | undefined, call: Call): AccessRequest {
  const { scope, name } = tableReference(call.scope, nameOrArn ?? '');
  const row = call.globe.store.collection(tablesTable, scope).get(name);
  return {
    action: `dynamodb:${action}`,
    resource: row?.arn ?? tableArn(scope, name),
    resourcePolicy: row?.resourcePolicy?.text,
  };
}

function tableArn(scope: Scope, name: string): string {
  return formatArn('dynamodb', scope, `table/${name}`);
}

/** The same with the condition keys of item operations, which are gathered when a policy asks for one: few do. */
class ItemRequest implements AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly resourcePolicy: string | undefined;
  private readonly input: ItemInput;
  private readonly keys: readonly Item[];
  private readonly hashName: string | undefined;
  private readonly enclosing: string | undefined;

  constructor(action: string, input: ItemInput, call: Call, keys: readonly Item[], enclosing?: string) {
    const { scope, name } = tableReference(call.scope, input.TableName ?? '');
    const row = call.globe.store.collection(tablesTable, scope).get(name);
    const arn = row?.arn ?? tableArn(scope, name);
    this.action = action;
    this.resource = input.IndexName === undefined ? arn : `${arn}/index/${input.IndexName}`;
    this.resourcePolicy = row?.resourcePolicy?.text;
    this.input = input;
    this.keys = keys;
    this.hashName = row?.keySchema[0]?.AttributeName;
    this.enclosing = enclosing;
  }

  get context(): NonNullable<AccessRequest['context']> {
    const { input, hashName, enclosing } = this;
    const leading =
      hashName === undefined ? [] : this.keys.flatMap((key) => (key[hashName] ? [keyText(key[hashName])] : []));
    return {
      ...(leading.length > 0 && { 'dynamodb:LeadingKeys': leading }),
      'dynamodb:Attributes': accessedAttributes(input),
      ...(input.Select !== undefined && { 'dynamodb:Select': input.Select }),
      ...(input.ReturnValues !== undefined && { 'dynamodb:ReturnValues': input.ReturnValues }),
      ...(enclosing !== undefined && { 'dynamodb:EnclosingOperation': enclosing }),
    };
  }

  /** A kept denial tells what was asked, without the whole input. */
  toJSON(): AccessRequest {
    const { action, resource, resourcePolicy, context } = this;
    return { action, resource, context, ...(resourcePolicy !== undefined && { resourcePolicy }) };
  }
}

function itemRequest(
  action: string,
  input: ItemInput,
  call: Call,
  keys: readonly Item[],
  enclosing?: string,
): AccessRequest {
  return new ItemRequest(`dynamodb:${action}`, input, call, keys, enclosing);
}

function keyText(value: Value): string {
  return value.S ?? value.N ?? (value.B ? base64(value.B) : '');
}

const ofTable =
  (action: string): AccessRule<{ TableName?: string }> =>
  (input, call) => [tableRequest(action, input.TableName, call)];

const ofItem = (action: string): AccessRule<ItemInput> => {
  const asked = `dynamodb:${action}`;
  return (input, call) => {
    const key = input.Item ?? input.Key;
    return [new ItemRequest(asked, input, call, key ? [key] : [])];
  };
};

const ofArn =
  (action: string): AccessRule<{ ResourceArn?: string }> =>
  ({ ResourceArn: arn = '*' }, call) => [{ ...tableRequest(action, arn, call), resource: arn }];

const ofAll =
  (action: string): AccessRule =>
  () => [{ action: `dynamodb:${action}`, resource: '*' }];

/** A query's leading key is the value that its partition key is compared with. */
const ofQuery: AccessRule<ItemInput> = (input, call) => {
  const keys: Item[] = Object.entries(input.KeyConditions ?? {}).flatMap(([name, { AttributeValueList: values }]) =>
    values?.[0] ? [{ [name]: values[0] }] : [],
  );
  const pattern = /(#?\w+)\s*=\s*(:\w+)/g;
  for (const [, name = '', value = ''] of (input.KeyConditionExpression ?? '').matchAll(pattern)) {
    const attribute = name.startsWith('#') ? input.ExpressionAttributeNames?.[name] : name;
    const given = input.ExpressionAttributeValues?.[value];
    if (attribute !== undefined && given) keys.push({ [attribute]: given });
  }
  return [itemRequest('Query', input, call, keys)];
};

interface BatchGetInput {
  readonly RequestItems?: Readonly<Record<string, ItemInput & { readonly Keys?: readonly Item[] | undefined }>>;
}
interface BatchWriteInput {
  readonly RequestItems?: Readonly<
    Record<string, readonly { readonly PutRequest?: { Item?: Item }; readonly DeleteRequest?: { Key?: Item } }[]>
  >;
}

const ofBatchGet: AccessRule<BatchGetInput> = ({ RequestItems: items = {} }, call) =>
  Object.entries(items).map(([TableName, { Keys: keys = [], ...rest }]) =>
    itemRequest('BatchGetItem', { ...rest, TableName, Key: Object.assign({}, ...keys) as Item }, call, keys),
  );

const ofBatchWrite: AccessRule<BatchWriteInput> = ({ RequestItems: items = {} }, call) =>
  Object.entries(items).map(([TableName, writes]) => {
    const keys = writes.map((write) => write.PutRequest?.Item ?? write.DeleteRequest?.Key ?? {});
    return itemRequest('BatchWriteItem', { TableName, Item: Object.assign({}, ...keys) as Item }, call, keys);
  });

const transactionActions = {
  ConditionCheck: 'ConditionCheckItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
} as const;

type TransactInput = {
  readonly TransactItems?: readonly Partial<Record<keyof typeof transactionActions, ItemInput>>[];
};

const ofTransaction =
  (enclosing: string): AccessRule<TransactInput> =>
  ({ TransactItems: items = [] }, call) =>
    items.flatMap((item) =>
      (Object.keys(transactionActions) as (keyof typeof transactionActions)[]).flatMap((kind) => {
        const input = item[kind];
        const key = input?.Item ?? input?.Key;
        return input ? [itemRequest(transactionActions[kind], input, call, key ? [key] : [], enclosing)] : [];
      }),
    );

export const access: Readonly<Record<string, AccessRule>> = {
  BatchGetItem: ofBatchGet,
  BatchWriteItem: ofBatchWrite,
  CreateTable: ofTable('CreateTable'),
  DeleteItem: ofItem('DeleteItem'),
  DeleteResourcePolicy: ofArn('DeleteResourcePolicy'),
  DeleteTable: ofTable('DeleteTable'),
  DescribeContinuousBackups: ofTable('DescribeContinuousBackups'),
  DescribeEndpoints: ofAll('DescribeEndpoints'),
  DescribeLimits: ofAll('DescribeLimits'),
  DescribeTable: ofTable('DescribeTable'),
  DescribeTimeToLive: ofTable('DescribeTimeToLive'),
  GetItem: ofItem('GetItem'),
  GetResourcePolicy: ofArn('GetResourcePolicy'),
  ListTables: ofAll('ListTables'),
  ListTagsOfResource: ofArn('ListTagsOfResource'),
  PutItem: ofItem('PutItem'),
  PutResourcePolicy: ofArn('PutResourcePolicy'),
  Query: ofQuery,
  Scan: (input: ItemInput, call) => [itemRequest('Scan', input, call, [])],
  TagResource: ofArn('TagResource'),
  TransactGetItems: ofTransaction('TransactGetItems'),
  TransactWriteItems: ofTransaction('TransactWriteItems'),
  UntagResource: ofArn('UntagResource'),
  UpdateContinuousBackups: ofTable('UpdateContinuousBackups'),
  UpdateItem: ofItem('UpdateItem'),
  UpdateTable: ofTable('UpdateTable'),
  UpdateTimeToLive: ofTable('UpdateTimeToLive'),
};
