import type { LayerVersionContentOutput } from '@aws-sdk/client-lambda';
import type { Call } from '../../contract/operation.ts';
import { layerAddress } from './layer.ts';
import type { LayerVersionRow } from './tables.ts';

/** Where a layer's content can be downloaded, and what it is. */
export function layerContent(row: LayerVersionRow, call: Call): LayerVersionContentOutput {
  const { scope } = layerAddress(row.arn, call.scope);
  return {
    Location: `${call.http.origin}/_aws/lambda-layer/${scope.account}/${scope.region}/${row.layerName}/${row.version}`,
    CodeSha256: row.codeSha256,
    CodeSize: row.codeBytes,
  };
}
