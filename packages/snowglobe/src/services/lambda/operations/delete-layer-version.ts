import type { DeleteLayerVersionRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { layerAddress } from '../layer.ts';
import { layerVersionKey, layerVersions } from '../tables.ts';

/** AWS: functions that use the version keep it, so its content stays. */
export const deleteLayerVersion: Operation<DeleteLayerVersionRequest, object> = (input, call) => {
  const { scope, name } = layerAddress(input.LayerName ?? '', call.scope);
  call.globe.store.collection(layerVersions, scope).delete(layerVersionKey(name, Number(input.VersionNumber)));
  return {};
};
