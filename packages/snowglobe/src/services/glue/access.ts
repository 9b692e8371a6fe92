import { formatArn } from '../../contract/arn.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import { catalogScope, nameOf } from './catalog.ts';

interface Named {
  readonly CatalogId?: string;
  readonly Name?: string;
  readonly DatabaseName?: string;
  readonly TableName?: string;
  readonly DatabaseInput?: { readonly Name?: string };
  readonly TableInput?: { readonly Name?: string };
}

/** AWS: the catalog, the database and the table must all be allowed. */
const on =
  (operation: string, resources: (input: Named) => readonly string[]): AccessRule<Named> =>
  (input, call: Call) =>
    ['catalog', ...resources(input)].map((resource) => ({
      action: `glue:${operation}`,
      resource: formatArn('glue', catalogScope(call, input), resource),
    }));

const ofDatabase = (input: Named): readonly string[] => [`database/${nameOf(input.Name ?? input.DatabaseInput?.Name)}`];

const ofTable = (input: Named): readonly string[] => {
  const database = nameOf(input.DatabaseName);
  const table = nameOf(input.TableName ?? input.Name ?? input.TableInput?.Name);
  return [`database/${database}`, `table/${database}/${table}`];
};

const ofTables = ({ DatabaseName }: Named): readonly string[] => [
  `database/${nameOf(DatabaseName)}`,
  `table/${nameOf(DatabaseName)}/*`,
];

const names: readonly (readonly [(input: Named) => readonly string[], readonly string[]])[] = [
  [ofDatabase, ['CreateDatabase', 'DeleteDatabase', 'GetDatabase', 'UpdateDatabase']],
  [
    ofTable,
    [
      'BatchCreatePartition',
      'CreatePartition',
      'CreateTable',
      'DeletePartition',
      'DeleteTable',
      'GetPartition',
      'GetPartitions',
      'GetTable',
      'GetTableVersion',
      'GetTableVersions',
      'UpdatePartition',
      'UpdateTable',
    ],
  ],
  [ofTables, ['GetTables']],
  [() => ['database/*'], ['GetDatabases']],
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html */
export const access: Readonly<Record<string, AccessRule>> = Object.fromEntries(
  names.flatMap(([resources, operations]) => operations.map((operation) => [operation, on(operation, resources)])),
);
