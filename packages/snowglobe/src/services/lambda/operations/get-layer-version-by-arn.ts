import type { GetLayerVersionByArnRequest, GetLayerVersionResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { layerAddress, layerArn, layerVersionItem, requireLayerVersion } from '../layer.ts';
import { layerContent } from '../layer-content.ts';

export const getLayerVersionByArn: Operation<GetLayerVersionByArnRequest, GetLayerVersionResponse> = (input, call) => {
  const row = requireLayerVersion(call.globe, input.Arn ?? '');
  const arn = layerArn(layerAddress(row.arn, call.scope));
  return { ...layerVersionItem(row), LayerArn: arn, Content: layerContent(row, call) };
};
