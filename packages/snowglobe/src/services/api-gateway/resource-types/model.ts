import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { call, given, replacement, unlessMissing } from './calls.ts';

export const modelType: ResourceType = {
  type: 'AWS::ApiGateway::Model',
  properties: { ContentType: true, Description: true, Name: true, RestApiId: true, Schema: true },

  async create(properties, context) {
    const name = properties.Name ?? context.physicalName({ maxLength: 128 }).replaceAll(/[^A-Za-z0-9]/g, '');
    await call(context, 'CreateModel', {
      contentType: 'application/json',
      ...given(properties, 'ContentType', 'Description', 'RestApiId'),
      name,
      schema: schemaText(properties),
    });
    return { physicalId: name, attributes: {} };
  },

  async update(properties, _previous, state, context) {
    const { RestApiId: restApiId } = properties;
    const patchOperations = [
      replacement('/description', properties.Description),
      replacement('/schema', schemaText(properties)),
    ];
    await call(context, 'UpdateModel', { restApiId, modelName: state.physicalId, patchOperations });
    return state;
  },

  async delete(state, { RestApiId: restApiId }, context) {
    await unlessMissing(call(context, 'DeleteModel', { restApiId, modelName: state.physicalId }));
  },
};

function schemaText({ Schema = {} }: Properties): string {
  return typeof Schema === 'string' ? Schema : JSON.stringify(Schema);
}
