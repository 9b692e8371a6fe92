import { parseArn } from '../../contract/arn.ts';
import { resourceArnNotFound, validation } from './errors.ts';
import { type Place, type Table, tableNameOf, tableOf } from './table.ts';
import { tablesTable } from './tables.ts';

/** The table behind a ResourceArn. Throws AWS's errors for text that is no table's ARN, and for missing tables. */
export function tableOfArn(place: Place, resourceArn: string): Table {
  const arn = parseArn(resourceArn);
  const name = arn?.service === 'dynamodb' ? tableNameOf(arn.resource) : undefined;
  if (!arn || name === undefined) {
    throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${resourceArn}`);
  }
  const scope = { account: arn.account, region: arn.region };
  const row = place.globe.store.collection(tablesTable, scope).get(name);
  if (!row) throw resourceArnNotFound(resourceArn);
  return tableOf(place.globe, scope, row);
}
