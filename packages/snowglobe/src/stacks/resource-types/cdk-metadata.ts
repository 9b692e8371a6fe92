import type { ResourceType } from '../../contract/resource-type.ts';

/** `AWS::CDK::Metadata`: tells AWS which constructs an app uses; stands for nothing. */
export const cdkMetadata: ResourceType = {
  type: 'AWS::CDK::Metadata',
  properties: { Analytics: { accepted: 'usage figures are not collected' } },
  create: async (_properties, context) => ({ physicalId: context.physicalName(), attributes: {} }),
  update: async (_properties, _previous, state) => state,
  delete: async () => {},
};
