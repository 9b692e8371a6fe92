import type { ListLayerVersionsRequest, ListLayerVersionsResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { layerAddress, layerVersionItem } from '../layer.ts';
import { page } from '../page.ts';
import { layerVersions } from '../tables.ts';

export const listLayerVersions: Operation<ListLayerVersionsRequest, ListLayerVersionsResponse> = (input, call) => {
  const { scope, name } = layerAddress(input.LayerName ?? '', call.scope);
  const rows = [...call.globe.store.collection(layerVersions, scope).range({ prefix: `${name}:`, reverse: true })];
  const runtime = input.CompatibleRuntime;
  const matching = rows.filter((row) => runtime === undefined || row.compatibleRuntimes.includes(runtime));
  const { items, ...more } = page(matching, input);
  return { LayerVersions: items.map(layerVersionItem), ...more };
};
