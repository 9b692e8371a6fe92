import type { SSESpecification } from '@aws-sdk/client-dynamodb';
import { formatArn } from '../../contract/arn.ts';
import type { Scope } from '../../contract/scope.ts';
import type { TableRow } from './tables.ts';

/** With customer or AWS managed keys; the default (an AWS owned key) is not told. The data is not really encrypted. */
export function encryptionOf(scope: Scope, specification: SSESpecification | undefined): Pick<TableRow, 'encryption'> {
  if (!specification?.Enabled) return {};
  const key = specification.KMSMasterKeyId ?? 'alias/aws/dynamodb';
  return {
    encryption: {
      keyArn: key.startsWith('arn:') ? key : formatArn('kms', scope, key.startsWith('alias/') ? key : `key/${key}`),
    },
  };
}
