import type { PublishLayerVersionRequest, PublishLayerVersionResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { receiveCode, storeCode } from '../code.ts';
import { layerAddress, layerArn, layerVersionItem } from '../layer.ts';
import { layerContent } from '../layer-content.ts';
import { type LayerVersionRow, layers, layerVersions } from '../tables.ts';

export const publishLayerVersion: Operation<PublishLayerVersionRequest, PublishLayerVersionResponse> = async (
  input,
  call,
) => {
  const address = layerAddress(input.LayerName ?? '', call.scope);
  const code = await receiveCode(input.Content ?? {}, call);
  const row = call.step((): LayerVersionRow => {
    const { globe } = call;
    const counters = globe.store.collection(layers, address.scope);
    const version = (counters.get(address.name)?.lastVersion ?? 0) + 1;
    counters.put({ layerName: address.name, lastVersion: version });
    const made: LayerVersionRow = {
      layerName: address.name,
      version,
      arn: `${layerArn(address)}:${version}`,
      description: input.Description ?? '',
      code: storeCode(globe, code),
      codeSha256: code.sha256,
      codeBytes: code.bytes,
      compatibleRuntimes: input.CompatibleRuntimes ?? [],
      compatibleArchitectures: input.CompatibleArchitectures ?? [],
      licenseInfo: input.LicenseInfo,
      createdAt: globe.clock.now(),
    };
    globe.store.collection(layerVersions, address.scope).put(made);
    return made;
  });
  return { ...layerVersionItem(row), LayerArn: layerArn(address), Content: layerContent(row, call) };
};
