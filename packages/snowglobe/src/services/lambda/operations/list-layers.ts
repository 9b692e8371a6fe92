import type { ListLayersRequest, ListLayersResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { layerArn, layerVersionItem } from '../layer.ts';
import { page } from '../page.ts';
import { type LayerVersionRow, layerVersions } from '../tables.ts';

export const listLayers: Operation<ListLayersRequest, ListLayersResponse> = (input, call) => {
  const newest = new Map<string, LayerVersionRow>();
  for (const row of call.globe.store.collection(layerVersions, call.scope).range()) {
    const runtime = input.CompatibleRuntime;
    if (runtime === undefined || row.compatibleRuntimes.includes(runtime)) newest.set(row.layerName, row);
  }
  const { items, ...more } = page([...newest.values()], input);
  const Layers = items.map((row) => ({
    LayerName: row.layerName,
    LayerArn: layerArn({ scope: call.scope, name: row.layerName }),
    LatestMatchingVersion: layerVersionItem(row),
  }));
  return { Layers, ...more };
};
