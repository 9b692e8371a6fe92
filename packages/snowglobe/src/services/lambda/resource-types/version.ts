import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { functionAddress } from '../function-name.ts';
import { unlessMissing } from './tolerance.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const versionType: ResourceType = {
  type: 'AWS::Lambda::Version',
  properties: { CodeSha256: true, Description: true, FunctionName: true },
  async create(properties, context) {
    const { FunctionArn = '', Version } = await context.api<FunctionConfiguration>('lambda', 'PublishVersion', {
      FunctionName: properties.FunctionName,
      ...(properties.CodeSha256 && { CodeSha256: properties.CodeSha256 }),
      ...(properties.Description !== undefined && { Description: properties.Description }),
    });
    return { physicalId: FunctionArn, attributes: { FunctionArn, Version } };
  },
  async delete(state, _properties, context) {
    const { name, qualifier } = functionAddress(state.physicalId, context.scope);
    await context.api('lambda', 'DeleteFunction', { FunctionName: name, Qualifier: qualifier }).catch(unlessMissing);
  },
};
