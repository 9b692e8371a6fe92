import type { TableInput } from '@aws-sdk/client-glue';
import { invalidInput, unsupported } from './errors.ts';

interface TableRequest {
  readonly TableInput?: TableInput | undefined;
  readonly OpenTableFormatInput?: unknown;
  readonly UpdateOpenTableFormatInput?: unknown;
  readonly PartitionIndexes?: readonly unknown[] | undefined;
  readonly TransactionId?: unknown;
  readonly ViewUpdateAction?: unknown;
}

const refused = [
  'OpenTableFormatInput',
  'UpdateOpenTableFormatInput',
  'PartitionIndexes',
  'TransactionId',
  'ViewUpdateAction',
] as const;

const refusedOfTable = ['FederatedTable', 'TargetTable', 'ViewDefinition'] as const;

/** A table as a request describes it. Throws InvalidInputException for what is not here. */
export function checkedTable(request: TableRequest): TableInput {
  for (const name of refused) if (request[name] !== undefined) throw unsupported(name);
  const table = request.TableInput;
  if (!table?.Name) throw invalidInput('TableInput.Name is required.');
  for (const name of refusedOfTable) if (table[name] !== undefined) throw unsupported(`TableInput.${name}`);
  return table;
}
