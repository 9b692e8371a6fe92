import { parseArn } from '../../contract/arn.ts';
import type { Scope } from '../../contract/scope.ts';
import { resourceArnNotFound, validation } from './errors.ts';
import { type Place, type Table, tableNameOf, tableOf } from './table.ts';
import { tablesTable } from './tables.ts';

export interface TableArn {
  readonly arn: string;
  readonly scope: Scope;
  readonly name: string;
}

/** Throws AWS's ValidationException for text that is no table's ARN. */
export function tableArn(resourceArn: string): TableArn {
  const parsed = parseArn(resourceArn);
  const name = parsed?.service === 'dynamodb' ? tableNameOf(parsed.resource) : undefined;
  if (!parsed || name === undefined || name.length < 3 || name.length > 255) {
    throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${resourceArn}`);
  }
  return { arn: resourceArn, scope: { account: parsed.account, region: parsed.region }, name };
}

/** Throws AWS's ResourceNotFoundException. */
export function tableAt(place: Place, { arn, scope, name }: TableArn): Table {
  const row = place.globe.store.collection(tablesTable, scope).get(name);
  if (!row) throw resourceArnNotFound(arn);
  return tableOf(place.globe, scope, row);
}

export function tableOfArn(place: Place, resourceArn: string): Table {
  return tableAt(place, tableArn(resourceArn));
}
