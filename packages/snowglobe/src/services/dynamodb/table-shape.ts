import type { AttributeDefinition, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { type Item, setMember, typeOf, type Value } from './attribute-value.ts';
import { own } from './expressions/path.ts';
import { encodedKey } from './key-encoding.ts';
import type { IndexDefinition, TableRow } from './tables.ts';

export interface KeyPart {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}
export interface KeyShape {
  readonly hash: KeyPart;
  readonly range: KeyPart | undefined;
}

export interface IndexShape {
  readonly name: string;
  readonly kind: 'local' | 'global';
  readonly key: KeyShape;
  /** Names of projected attributes; undefined: all. */
  readonly projected: ReadonlySet<string> | undefined;
  /** Where its entries lie. */
  readonly partition: string;
}

/** A table's definition in the form in which items are handled. */
export interface TableShape {
  readonly key: KeyShape;
  readonly indexes: readonly IndexShape[];
}

const shapes = new WeakMap<TableRow, TableShape>();

export function shapeOf(row: TableRow): TableShape {
  let shape = shapes.get(row);
  if (!shape) shapes.set(row, (shape = newShape(row)));
  return shape;
}

function newShape(row: TableRow): TableShape {
  const key = keyShape(row.keySchema, row.attributeDefinitions);
  const index = (kind: 'local' | 'global') => (definition: IndexDefinition) => indexShape(row, key, kind, definition);
  return { key, indexes: [...row.localIndexes.map(index('local')), ...row.globalIndexes.map(index('global'))] };
}

function indexShape(
  row: TableRow,
  tableKey: KeyShape,
  kind: 'local' | 'global',
  definition: IndexDefinition,
): IndexShape {
  const key = keyShape(definition.keySchema, row.attributeDefinitions);
  const { ProjectionType, NonKeyAttributes = [] } = definition.projection;
  const projected =
    ProjectionType === 'ALL' ? undefined : new Set([...keyNames(tableKey), ...keyNames(key), ...NonKeyAttributes]);
  return { name: definition.name, kind, key, projected, partition: indexPartition(row.id, definition.name) };
}

function indexPartition(tableId: string, indexName: string): string {
  return `${tableId}/${indexName}`;
}

function keyShape(schema: readonly KeySchemaElement[], definitions: readonly AttributeDefinition[]): KeyShape {
  const part = (element: KeySchemaElement): KeyPart => ({
    name: element.AttributeName as string,
    type: definitions.find(({ AttributeName }) => AttributeName === element.AttributeName)?.AttributeType ?? 'S',
  });
  return { hash: part(schema[0] as KeySchemaElement), range: schema[1] && part(schema[1]) };
}

export function keyNames(key: KeyShape): readonly string[] {
  return key.range ? [key.hash.name, key.range.name] : [key.hash.name];
}

/** The key attributes of an item. */
export function keyAttributes(key: KeyShape, item: Item): Record<string, Value> {
  const attributes: Record<string, Value> = {};
  for (const name of keyNames(key)) setMember(attributes, name, item[name] as Value);
  return attributes;
}

/** The key of an item's entry in an index; undefined when the item is not in it (a sparse index). */
export function indexEntryKey(index: IndexShape, item: Item, itemKey: string): string | undefined {
  const hash = keyValue(item, index.key.hash);
  if (!hash) return undefined;
  if (!index.key.range) return encodedKey(hash, undefined, itemKey);
  const range = keyValue(item, index.key.range);
  return range && encodedKey(hash, range, itemKey);
}

function keyValue(item: Item, part: KeyPart): Value | undefined {
  const value = own(item, part.name);
  return value && typeOf(value) === part.type ? value : undefined;
}

/** What an index holds of an item. */
export function projectedItem(index: IndexShape, item: Item): Item {
  if (!index.projected) return item;
  const result: Record<string, Value> = {};
  for (const name in item) {
    if (index.projected.has(name)) setMember(result, name, item[name] as Value);
  }
  return result;
}
