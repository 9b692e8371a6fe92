import { type TypeName, typeOf } from '../attribute-value.ts';
import type { Values } from './condition-values.ts';
import type { Findings } from './findings.ts';
import type { UpdateAction, UpdateOperand } from './update.ts';

const addable: ReadonlySet<TypeName> = new Set(['N', 'SS', 'NS', 'BS', 'L']);
const deletable: ReadonlySet<TypeName> = new Set(['SS', 'NS', 'BS']);

/** How AWS names types in the errors of ADD and DELETE. */
const longNames: Readonly<Record<TypeName, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  L: 'LIST',
  M: 'MAP',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
};

/** Notes what is wrong with an update once its values are known. */
export function checkUpdateValues(actions: readonly UpdateAction[], values: Values, findings: Findings): void {
  for (const action of actions) {
    if (action.kind === 'SET') checkOperand(action.operand, values, findings);
    if (action.kind === 'ADD' || action.kind === 'DELETE') checkAction(action.kind, action.value, values, findings);
  }
}

function checkAction(kind: 'ADD' | 'DELETE', name: string, values: Values, findings: Findings): void {
  const value = values[name];
  const type = value && typeOf(value);
  // ADD takes a list only in the legacy AttributeUpdates.
  if (!type || (kind === 'ADD' ? addable.has(type) && type !== 'L' : deletable.has(type))) return;
  findings.add(
    'actionType',
    `Incorrect operand type for operator or function; operator: ${kind}, operand type: ${longNames[type]}`,
  );
}

function checkOperand(operand: UpdateOperand, values: Values, findings: Findings): void {
  if (operand.kind === 'path' || operand.kind === 'value') return;
  for (const part of operand.operands) {
    checkOperand(part, values, findings);
    const type = knownType(part, values);
    const wanted = wantedTypes[operand.kind];
    if (!type || !wanted || type === wanted) continue;
    findings.add(
      'operandType',
      `Incorrect operand type for operator or function; operator or function: ${operand.kind}, operand type: ${type}`,
    );
  }
}

const wantedTypes: Readonly<Partial<Record<UpdateOperand['kind'], TypeName>>> = {
  '+': 'N',
  '-': 'N',
  list_append: 'L',
};

function knownType(operand: UpdateOperand, values: Values): TypeName | undefined {
  if (operand.kind === 'list_append') return 'L';
  if (operand.kind === '+' || operand.kind === '-') return 'N';
  const value = operand.kind === 'value' ? values[operand.name] : undefined;
  return value && typeOf(value);
}
