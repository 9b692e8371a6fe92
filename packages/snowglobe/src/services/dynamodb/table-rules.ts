import type {
  AttributeDefinition,
  BillingMode,
  CreateTableInput,
  KeySchemaElement,
  Projection,
  ProvisionedThroughput,
} from '@aws-sdk/client-dynamodb';
import { invalidParameter, validation } from './errors.ts';
import { limits } from './limits.ts';

interface IndexInput {
  readonly IndexName: string | undefined;
  readonly KeySchema: readonly KeySchemaElement[] | undefined;
  readonly Projection: Projection | undefined;
  readonly ProvisionedThroughput?: ProvisionedThroughput | undefined;
}

/** Checks a table's definition as CreateTable does. Throws AWS's ValidationException. */
export function checkTableDefinition(input: CreateTableInput): void {
  for (const [member, value] of [
    ['attributeDefinitions', input.AttributeDefinitions],
    ['keySchema', input.KeySchema],
  ] as const) {
    if (value) continue;
    throw validation(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  const definitions = input.AttributeDefinitions ?? [];
  const keySchema = input.KeySchema ?? [];
  const billingMode = input.BillingMode ?? 'PROVISIONED';
  checkThroughput(billingMode, input.ProvisionedThroughput);
  checkKeySchema(keySchema, definitions);
  const { LocalSecondaryIndexes: locals, GlobalSecondaryIndexes: globals } = input;
  if (!locals && !globals) requireNoExtraAttributes(keySchema, definitions);
  if (locals) checkLocalIndexes(locals, keySchema, definitions);
  if (globals) checkGlobalIndexes(globals, definitions, billingMode);
  checkIndexNames([...(locals ?? []), ...(globals ?? [])]);
  requireNoUnusedAttributes(
    [keySchema, ...[...(locals ?? []), ...(globals ?? [])].map((index) => index.KeySchema ?? [])],
    definitions,
  );
}

/** Units belong to PROVISIONED and only there. */
function checkThroughput(billingMode: BillingMode, throughput: ProvisionedThroughput | undefined): void {
  if (billingMode === 'PAY_PER_REQUEST') {
    if (!throughput) return;
    throw invalidParameter(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (!throughput) {
    throw invalidParameter(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  checkUnits(throughput);
}

export function checkUnits(throughput: ProvisionedThroughput, suffix = ''): void {
  for (const name of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
    const units = throughput[name] ?? 0;
    if (units > limits.capacityUnits) throw validation(`Given value ${units} for ${name} is out of bounds${suffix}`);
  }
}

function checkKeySchema(schema: readonly KeySchemaElement[], definitions: readonly AttributeDefinition[]): void {
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  const names = schema.map(({ AttributeName }) => AttributeName);
  const missing = names.filter((name) => !defined.includes(name));
  if (missing.length > 0) {
    if (schema.length > 1 || defined.length === 0) {
      throw validation('Invalid KeySchema: Some index key attribute have no definition');
    }
    throw undefinedKeys(names, defined);
  }
  if (names.length === 2 && names[0] === names[1]) {
    if (defined.length < 2) throw validation('Invalid KeySchema: Some index key attribute have no definition');
  }
  checkKeyTypes(schema);
}

function checkKeyTypes(schema: readonly KeySchemaElement[]): void {
  const [hash, range] = schema;
  if (hash?.KeyType !== 'HASH')
    throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (!range) return;
  if (hash.AttributeName === range.AttributeName) {
    throw validation('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  if (range.KeyType !== 'RANGE') {
    throw validation('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  if (schema.length > 2) throw validation('Snowglobe does not support index keys of several attributes');
}

function undefinedKeys(names: readonly unknown[], defined: readonly unknown[]): Error {
  return invalidParameter(
    'Some index key attributes are not defined in AttributeDefinitions. ' +
      `Keys: [${names.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`,
  );
}

function requireNoExtraAttributes(
  schema: readonly KeySchemaElement[],
  definitions: readonly AttributeDefinition[],
): void {
  if (schema.length === definitions.length) return;
  throw invalidParameter(
    'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
  );
}

function requireNoUnusedAttributes(
  schemas: readonly (readonly KeySchemaElement[])[],
  definitions: readonly AttributeDefinition[],
): void {
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  if (defined.every((name) => used.has(name))) return;
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
  );
}

function checkLocalIndexes(
  indexes: readonly IndexInput[],
  tableSchema: readonly KeySchemaElement[],
  definitions: readonly AttributeDefinition[],
): void {
  if (indexes.length === 0) throw invalidParameter('List of LocalSecondaryIndexes is empty');
  if (tableSchema.length < 2) {
    throw invalidParameter(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  }
  for (const index of indexes) {
    checkIndex(index, definitions);
    const schema = index.KeySchema ?? [];
    if (schema.length < 2)
      throw invalidParameter(`Index KeySchema does not have a range key for index: ${index.IndexName}`);
    const [indexHash, tableHash] = [schema[0]?.AttributeName, tableSchema[0]?.AttributeName];
    if (indexHash !== tableHash) {
      throw invalidParameter(
        'Index KeySchema does not have the same leading hash key as table KeySchema for index: ' +
          `${index.IndexName}. index hash key: ${indexHash}, table hash key: ${tableHash}`,
      );
    }
    checkProjection(index);
  }
  if (indexes.length > limits.localIndexes) {
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${limits.localIndexes}`);
  }
}

export function checkGlobalIndexes(
  indexes: readonly IndexInput[],
  definitions: readonly AttributeDefinition[],
  billingMode: BillingMode,
): void {
  if (indexes.length === 0) throw invalidParameter('List of GlobalSecondaryIndexes is empty');
  for (const index of indexes) {
    checkIndex(index, definitions);
    checkProjection(index);
    checkIndexThroughput(index, billingMode);
  }
  if (indexes.length > limits.globalIndexes) {
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${limits.globalIndexes}`);
  }
}

function checkIndexThroughput(
  { IndexName: name, ProvisionedThroughput: throughput }: IndexInput,
  billingMode: BillingMode,
): void {
  if (billingMode === 'PAY_PER_REQUEST') {
    if (!throughput) return;
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (!throughput) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${name}`);
  checkUnits(throughput, ` for index ${name}`);
}

function checkIndex({ KeySchema: schema = [] }: IndexInput, definitions: readonly AttributeDefinition[]): void {
  const defined = definitions.map(({ AttributeName }) => AttributeName);
  const names = schema.map(({ AttributeName }) => AttributeName);
  if (names.some((name) => !defined.includes(name))) throw undefinedKeys(names, defined);
  checkKeyTypes(schema);
}

function checkProjection({ Projection: projection }: IndexInput): void {
  const { ProjectionType: type, NonKeyAttributes: attributes } = projection ?? {};
  if (type === undefined) throw invalidParameter('Unknown ProjectionType: null');
  if (type !== 'INCLUDE' && attributes) {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  if (type === 'INCLUDE' && !attributes)
    throw invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
}

function checkIndexNames(indexes: readonly IndexInput[]): void {
  const names = indexes.map(({ IndexName }) => IndexName);
  const duplicate = names.find((name, at) => names.indexOf(name) < at);
  if (duplicate !== undefined) throw invalidParameter(`Duplicate index name: ${duplicate}`);
  const included = indexes.reduce((count, index) => count + (index.Projection?.NonKeyAttributes?.length ?? 0), 0);
  if (included > limits.projectedAttributes) {
    throw invalidParameter(`Number of NonKeyAttributes exceeds per-table limit of ${limits.projectedAttributes}`);
  }
}
