import type { Item, Value } from './attribute-value.ts';
import { cannotUpdateKey, itemTooLargeToUpdate, nestedKey, validation } from './errors.ts';
import { Placeholders } from './expressions/compiled.ts';
import type { Values } from './expressions/condition-values.ts';
import { own, type Path } from './expressions/path.ts';
import { type ProjectionNode, projectionTree } from './expressions/projection.ts';
import { type UpdateAction, updatePaths } from './expressions/update.ts';
import { applyUpdate } from './expressions/update-application.ts';
import { type ItemAction, type LocatedAction, requireCondition, type UpdateInput } from './item-action.ts';
import { checkIndexKeys, keyOfRequest } from './item-key.ts';
import { itemBytes } from './item-size.ts';
import { applyLegacyUpdates, checkedUpdates } from './legacy/attribute-updates.ts';
import type { Test } from './legacy/comparisons.ts';
import { expectedTest } from './legacy/filters.ts';
import { requireExpressions, requireOneStyle } from './legacy/parameter-styles.ts';
import { limits } from './limits.ts';
import { openTable, type Place } from './table.ts';
import { type IndexShape, keyNames, type TableShape } from './table-shape.ts';
import { checkedItem } from './value-check.ts';

/** What an update does, in either style. */
interface Change {
  readonly test: Test | undefined;
  readonly written: ProjectionNode;
  /** False when an item that does not exist stays so. */
  readonly creates: boolean;
  readonly apply: (item: Item) => Item;
  /** Throws for updates of keys. */
  readonly checkPaths: (shape: TableShape) => void;
}

const legacy = ['AttributeUpdates', 'Expected', 'ConditionalOperator'];
const expressions = ['UpdateExpression', 'ConditionExpression'];

/** UpdateItem, and Update in transactions. */
export function updateAction(input: UpdateInput): ItemAction {
  requireOneStyle(input, legacy, expressions);
  requireExpressions(input, expressions, expressions);
  const givenKey = checkedItem(input.Key as Item);
  const change = expressions.some((name) => input[name as keyof UpdateInput] !== undefined)
    ? expressionChange(input)
    : legacyChange(input);
  const locate = (place: Place): LocatedAction => {
    const table = openTable(place, input.TableName as string);
    change.checkPaths(table.shape);
    const key = keyOfRequest(table.shape.key, givenKey);
    const before = table.items.get(key);
    const decide = () => {
      requireCondition(change.test, before, input);
      if (!before && !change.creates) return { after: undefined, written: change.written };
      const after = change.apply(before?.item ?? givenKey);
      checkResultKeys(table.shape, after);
      const bytes = itemBytes(after);
      if (bytes > limits.itemBytes) throw itemTooLargeToUpdate();
      return { after, bytes, written: change.written };
    };
    return { table, key, before, decide };
  };
  return { tableName: input.TableName as string, locate };
}

function expressionChange(input: UpdateInput): Change {
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const update = input.UpdateExpression === undefined ? undefined : placeholders.update(input.UpdateExpression);
  const condition =
    input.ConditionExpression === undefined
      ? undefined
      : placeholders.condition('ConditionExpression', input.ConditionExpression);
  placeholders.requireAllUsed();
  const { values } = placeholders;
  const actions = update?.actions ?? [];
  return {
    test: condition && { condition, values },
    written: update?.written ?? projectionTree([]),
    creates: true,
    apply: (item) => applyUpdate(item, actions, values),
    checkPaths: (shape) => checkActions(shape, actions, values),
  };
}

function legacyChange(input: UpdateInput): Change {
  const updates = checkedUpdates(input.AttributeUpdates ?? {});
  return {
    test: expectedTest(input.Expected, input.ConditionalOperator),
    written: projectionTree(updates.map(({ name }): Path => [name])),
    // "DELETE: causes nothing to happen; there is no attribute to delete."
    creates: updates.length === 0 || updates.some(({ action }) => action !== 'DELETE'),
    apply: (item) => applyLegacyUpdates(item, updates),
    checkPaths: (shape) => {
      for (const { name } of updates) requireNoKey(shape, name);
      checkIndexKeys(shape, Object.fromEntries(updates.flatMap(({ name, value }) => (value ? [[name, value]] : []))));
    },
  };
}

function checkActions(shape: TableShape, actions: readonly UpdateAction[], values: Values): void {
  for (const { path } of actions) requireNoKey(shape, path[0]);
  checkIndexKeys(shape, Object.fromEntries(actions.flatMap((action) => writtenType(action, values))));
  for (const path of updatePaths(actions)) {
    const isIndexKey = shape.indexes.some((index) => keyNames(index.key).includes(path[0]));
    if (path.length > 1 && isIndexKey && !keyNames(shape.key).includes(path[0])) throw nestedKey('IndexKey', path[0]);
  }
}

function requireNoKey(shape: TableShape, name: string): void {
  if (keyNames(shape.key).includes(name)) throw cannotUpdateKey(name);
}

/** What an action writes to a top-level attribute, as far as the expression alone tells the type. */
function writtenType(action: UpdateAction, values: Values): [string, Value][] {
  const [name, ...rest] = action.path;
  if (rest.length > 0 || action.kind === 'REMOVE') return [];
  if (action.kind !== 'SET') return [[name, values[action.value] as Value]];
  const { operand } = action;
  if (operand.kind === 'value') return [[name, values[operand.name] as Value]];
  if (operand.kind === '+' || operand.kind === '-') return [[name, { N: '0' }]];
  return operand.kind === 'list_append' ? [[name, { L: [] }]] : [];
}

/** A value that came from another attribute may not fit the index that its new place is the key of. */
function checkResultKeys(shape: TableShape, item: Item): void {
  for (const index of shape.indexes) {
    for (const part of keyParts(index)) {
      const value = own(item, part.name);
      if (value && (value as unknown as Record<string, unknown>)[part.type] === undefined) {
        throw validation('The update expression attempted to update the secondary index key to unsupported type');
      }
    }
  }
}

function keyParts(index: IndexShape) {
  return index.key.range ? [index.key.hash, index.key.range] : [index.key.hash];
}
