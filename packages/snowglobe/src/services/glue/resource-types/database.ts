import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';

/** A database or table that is gone need not be deleted. */
export function unlessMissing(error: Error & { readonly code?: unknown }): void {
  if (error.code !== 'EntityNotFoundException') throw error;
}

function inputOf(properties: Properties, Name: string) {
  return { CatalogId: properties.CatalogId, DatabaseInput: { ...properties.DatabaseInput, Name } };
}

function nameOf(properties: Properties, context: ResourceContext): string {
  const name: string | undefined = properties.DatabaseName ?? properties.DatabaseInput?.Name;
  return name ?? context.physicalName({ maxLength: 255, lowerCase: true });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-database.html */
export const databaseType: ResourceType = {
  type: 'AWS::Glue::Database',
  properties: {
    CatalogId: true,
    DatabaseName: true,
    DatabaseInput: {
      CreateTableDefaultPermissions: { accepted: 'Lake Formation is not here' },
      Description: true,
      LocationUri: true,
      Name: true,
      Parameters: true,
    },
  },
  async create(properties, context) {
    const name = nameOf(properties, context);
    await context.api('glue', 'CreateDatabase', inputOf(properties, name));
    return { physicalId: name, attributes: {} };
  },
  async update(properties, _previous, state, context) {
    await context.api('glue', 'UpdateDatabase', { ...inputOf(properties, state.physicalId), Name: state.physicalId });
    return state;
  },
  async delete(state, { CatalogId }, context) {
    await context.api('glue', 'DeleteDatabase', { CatalogId, Name: state.physicalId }).catch(unlessMissing);
  },
};
