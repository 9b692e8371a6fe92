import type { GetLayerVersionRequest, GetLayerVersionResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { notFound } from '../errors.ts';
import { findLayerVersion, layerAddress, layerArn, layerVersionItem } from '../layer.ts';
import { layerContent } from '../layer-content.ts';

export const getLayerVersion: Operation<GetLayerVersionRequest, GetLayerVersionResponse> = (input, call) => {
  const address = { ...layerAddress(input.LayerName ?? '', call.scope), version: Number(input.VersionNumber) };
  const row = findLayerVersion(call.globe, address);
  if (!row) throw notFound('The resource you requested does not exist.');
  return { ...layerVersionItem(row), LayerArn: layerArn(address), Content: layerContent(row, call) };
};
