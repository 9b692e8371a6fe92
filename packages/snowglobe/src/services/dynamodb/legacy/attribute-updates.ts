import type { AttributeValueUpdate } from '@aws-sdk/client-dynamodb';
import { type Item, setMember, typeOf, type Value } from '../attribute-value.ts';
import { invalidParameter, validation } from '../errors.ts';
import { own } from '../expressions/path.ts';
import { added, subtracted } from '../expressions/update-application.ts';
import { checkedValue } from '../value-check.ts';

/** One checked entry of AttributeUpdates. */
export interface LegacyUpdate {
  readonly name: string;
  readonly action: 'PUT' | 'ADD' | 'DELETE';
  readonly value: Value | undefined;
}

const addable: ReadonlySet<string> = new Set(['N', 'SS', 'NS', 'BS', 'L']);
const deletable: ReadonlySet<string> = new Set(['SS', 'NS', 'BS']);

/** Throws AWS's ValidationException. */
export function checkedUpdates(updates: Readonly<Record<string, AttributeValueUpdate>>): readonly LegacyUpdate[] {
  return Object.entries(updates).map(([name, { Action: action = 'PUT', Value: given }]) => {
    const value = given && checkedValue(given);
    const type = value && typeOf(value);
    if (!type) {
      if (action !== 'DELETE')
        throw invalidParameter('Only DELETE action is allowed when no attribute value is specified');
    } else if (action === 'DELETE' && !deletable.has(type)) {
      throw invalidParameter(`DELETE action with value is not supported for the type ${type}`);
    } else if (action === 'ADD' && !addable.has(type)) {
      throw invalidParameter(`ADD action is not supported for the type ${type}`);
    }
    return { name, action, value };
  });
}

const mismatch = () => validation('Type mismatch for attribute to update');

/** The item after the updates. */
export function applyLegacyUpdates(item: Item, updates: readonly LegacyUpdate[]): Item {
  const result: Record<string, Value> = { ...item };
  for (const update of updates) {
    const value = updatedValue(own(item, update.name), update);
    if (value) setMember(result, update.name, value);
    else delete result[update.name];
  }
  return result;
}

function updatedValue(old: Value | undefined, { action, value }: LegacyUpdate): Value | undefined {
  if (!value) return undefined;
  if (action === 'PUT') return value;
  if (action === 'ADD') return added(old, value, mismatch);
  return old && subtracted(old, value, mismatch);
}
