import type { ResourceType } from '../../../contract/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const aliasType: ResourceType = {
  type: 'AWS::KMS::Alias',
  properties: { AliasName: true, TargetKeyId: true },
  async create(properties, context) {
    const AliasName = String(properties.AliasName);
    await context.api('kms', 'CreateAlias', { AliasName, TargetKeyId: properties.TargetKeyId });
    return { physicalId: AliasName, attributes: {} };
  },
  async update(properties, _previous, state, context) {
    await context.api('kms', 'UpdateAlias', { AliasName: state.physicalId, TargetKeyId: properties.TargetKeyId });
    return state;
  },
  async delete(state, _properties, context) {
    await context.api('kms', 'DeleteAlias', { AliasName: state.physicalId }).catch((error: { code?: unknown }) => {
      if (error.code !== 'NotFoundException') throw error;
    });
  },
};
