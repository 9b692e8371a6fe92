import type { ResourceType } from '../../contract/resource-type.ts';

/** `AWS::CloudFormation::WaitConditionHandle`: often used as a resource that does nothing. */
export const waitConditionHandle: ResourceType = {
  type: 'AWS::CloudFormation::WaitConditionHandle',
  properties: {},
  create: async (_properties, context) => ({
    physicalId: `${context.globe.endpoint}/_snowglobe/wait-condition/${context.physicalName()}`,
    attributes: {},
  }),
  update: async (_properties, _previous, state) => state,
  delete: async () => {},
};
