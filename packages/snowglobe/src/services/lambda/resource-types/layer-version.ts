import type { PublishLayerVersionResponse } from '@aws-sdk/client-lambda';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { layerAddress } from '../layer.ts';
import { useLocalAsset } from './template-code.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const layerVersionType: ResourceType = {
  type: 'AWS::Lambda::LayerVersion',
  properties: {
    CompatibleArchitectures: true,
    CompatibleRuntimes: true,
    Content: { S3Bucket: true, S3Key: true, S3ObjectVersion: true },
    Description: true,
    LayerName: true,
    LicenseInfo: true,
  },
  async create(properties, context) {
    useLocalAsset(properties.Content, context);
    const { LayerVersionArn = '' } = await context.api<PublishLayerVersionResponse>('lambda', 'PublishLayerVersion', {
      ...properties,
      LayerName: properties.LayerName ?? context.physicalName({ maxLength: 140 }),
    });
    return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
  },
  async delete(state, _properties, context) {
    const { name, version } = layerAddress(state.physicalId, context.scope);
    await context.api('lambda', 'DeleteLayerVersion', { LayerName: name, VersionNumber: version });
  },
};
