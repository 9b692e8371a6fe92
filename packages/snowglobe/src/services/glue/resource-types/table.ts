import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './database.ts';

const numbers = new Set(['Retention', 'NumberOfBuckets', 'SortOrder']);
const booleans = new Set(['Compressed', 'StoredAsSubDirectories']);

/** Numbers and booleans may come as texts. */
function typed(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => typed(each));
  if (typeof value === 'object' && value !== null) {
    const isTexts = name === 'Parameters';
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, isTexts ? String(each) : typed(each, key)]),
    );
  }
  if (numbers.has(name)) return Number(value);
  return booleans.has(name) ? String(value) === 'true' : value;
}

const inputOf = (properties: Properties, Name: string) => ({
  CatalogId: properties.CatalogId,
  DatabaseName: properties.DatabaseName,
  TableInput: { ...(typed(properties.TableInput) as object), Name },
});

const nameOf = (properties: Properties, context: ResourceContext): string =>
  properties.Name ?? properties.TableInput?.Name ?? context.physicalName({ maxLength: 255, lowerCase: true });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-table.html */
export const tableType: ResourceType = {
  type: 'AWS::Glue::Table',
  properties: {
    CatalogId: true,
    DatabaseName: true,
    Name: true,
    TableInput: {
      Description: true,
      Name: true,
      Owner: true,
      Parameters: true,
      PartitionKeys: true,
      Retention: true,
      StorageDescriptor: true,
      TableType: true,
      ViewExpandedText: true,
      ViewOriginalText: true,
    },
  },
  async create(properties, context) {
    const name = nameOf(properties, context);
    await context.api('glue', 'CreateTable', inputOf(properties, name));
    return { physicalId: name, attributes: {} };
  },
  async update(properties, _previous, state, context) {
    await context.api('glue', 'UpdateTable', inputOf(properties, state.physicalId));
    return state;
  },
  async delete(state, { CatalogId, DatabaseName }, context) {
    await context.api('glue', 'DeleteTable', { CatalogId, DatabaseName, Name: state.physicalId }).catch(unlessMissing);
  },
};
