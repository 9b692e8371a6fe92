import type {
  CreateTableInput,
  DescribeTableOutput,
  GlobalSecondaryIndex,
  GlobalSecondaryIndexUpdate,
  TableDescription,
  UpdateTableInput,
} from '@aws-sdk/client-dynamodb';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { notSupported } from '../errors.ts';
import {
  settingsOf,
  templateTags,
  unlessMissing,
  updateBackups,
  updateTags,
  updateTimeToLive,
} from './table-settings.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const table: ResourceType = {
  type: 'AWS::DynamoDB::Table',
  properties: {
    AttributeDefinitions: true,
    BillingMode: true,
    ContributorInsightsSpecification: { accepted: 'contributor insights are not collected' },
    DeletionProtectionEnabled: true,
    GlobalSecondaryIndexes: {
      IndexName: true,
      KeySchema: true,
      Projection: true,
      ProvisionedThroughput: true,
      OnDemandThroughput: { accepted: 'throughput is not limited' },
      WarmThroughput: { accepted: 'throughput is not limited' },
      ContributorInsightsSpecification: { accepted: 'contributor insights are not collected' },
    },
    KeySchema: true,
    LocalSecondaryIndexes: true,
    OnDemandThroughput: true,
    PointInTimeRecoverySpecification: true,
    ProvisionedThroughput: true,
    ResourcePolicy: { PolicyDocument: true },
    SSESpecification: true,
    StreamSpecification: {
      StreamViewType: true,
      ResourcePolicy: { accepted: 'policies of streams are not evaluated' },
    },
    TableClass: true,
    TableName: true,
    Tags: true,
    TimeToLiveSpecification: true,
    WarmThroughput: { accepted: 'throughput is not limited' },
  },
  async create(properties, context) {
    const name: string = properties.TableName ?? context.physicalName({ maxLength: 255 });
    await context.api('dynamodb', 'CreateTable', createInput(name, properties, context));
    await updateTimeToLive(name, properties.TimeToLiveSpecification, undefined, context);
    await updateBackups(name, properties.PointInTimeRecoverySpecification, undefined, context);
    return tableState(name, context);
  },
  async update(properties, previous, state, context) {
    const name = state.physicalId;
    requireSameLocalIndexes(properties, previous);
    await updateMain(name, properties, context);
    await updateTimeToLive(name, properties.TimeToLiveSpecification, previous.TimeToLiveSpecification, context);
    await updateBackups(
      name,
      properties.PointInTimeRecoverySpecification,
      previous.PointInTimeRecoverySpecification,
      context,
    );
    await updateTags(String(state.attributes['Arn']), properties.Tags, previous.Tags, context);
    await updatePolicy(String(state.attributes['Arn']), properties, previous, context);
    return tableState(name, context);
  },
  async delete(state, _properties, context) {
    await context.api('dynamodb', 'DeleteTable', { TableName: state.physicalId }).catch(unlessMissing);
  },
};

function createInput(name: string, properties: Properties, context: ResourceContext): CreateTableInput {
  const { StreamSpecification: stream, LocalSecondaryIndexes: locals, ResourcePolicy: policy } = properties;
  const indexes = wantedIndexes(properties);
  return {
    TableName: name,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...settingsOf(properties),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(locals?.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
    ...(policy && { ResourcePolicy: JSON.stringify(policy.PolicyDocument) }),
    Tags: templateTags(properties.Tags, context),
  };
}

function wantedIndexes(properties: Properties): GlobalSecondaryIndex[] {
  return (properties.GlobalSecondaryIndexes ?? []).map((index: GlobalSecondaryIndex) => ({
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: index.Projection,
    ...(index.ProvisionedThroughput && { ProvisionedThroughput: index.ProvisionedThroughput }),
  }));
}

/** What GetAtt gives of a table. */
export async function tableState(name: string, context: ResourceContext): Promise<ResourceState> {
  const { Table: description = {} } = await context.api<DescribeTableOutput>('dynamodb', 'DescribeTable', {
    TableName: name,
  });
  const { TableArn, TableId, LatestStreamArn } = description;
  return {
    physicalId: name,
    attributes: { Arn: TableArn, TableId, ...(LatestStreamArn !== undefined && { StreamArn: LatestStreamArn }) },
  };
}

/** Brings stream, billing, settings and indexes to what is wanted, each only when it differs. */
export async function updateMain(name: string, properties: Properties, context: ResourceContext): Promise<void> {
  const describe = () => context.api<DescribeTableOutput>('dynamodb', 'DescribeTable', { TableName: name });
  const change = (part: Partial<UpdateTableInput>) =>
    context.api('dynamodb', 'UpdateTable', { TableName: name, ...part });
  const { Table: present = {} } = await describe();
  const { BillingMode: mode, ProvisionedThroughput: units, ...settings } = settingsOf(properties);
  if (Object.keys(settings).length > 0) await change(settings);
  const presentMode = present.BillingModeSummary?.BillingMode ?? 'PROVISIONED';
  if (mode !== presentMode || (mode === 'PROVISIONED' && differsInUnits(units, present))) {
    await change({ BillingMode: mode ?? 'PROVISIONED', ...(units && { ProvisionedThroughput: units }) });
  }
  await updateStream(properties, present, change);
  for (const update of indexUpdates(wantedIndexes(properties), present)) {
    await change({ AttributeDefinitions: properties.AttributeDefinitions, GlobalSecondaryIndexUpdates: [update] });
  }
}

function differsInUnits(units: UpdateTableInput['ProvisionedThroughput'], present: TableDescription): boolean {
  const now = present.ProvisionedThroughput;
  return units?.ReadCapacityUnits !== now?.ReadCapacityUnits || units?.WriteCapacityUnits !== now?.WriteCapacityUnits;
}

type Change = (part: Partial<UpdateTableInput>) => Promise<unknown>;

/** Another view type is another stream. */
async function updateStream(
  { StreamSpecification: wanted }: Properties,
  present: TableDescription,
  change: Change,
): Promise<void> {
  const viewType = present.StreamSpecification?.StreamViewType;
  if (wanted?.StreamViewType === viewType) return;
  if (viewType) await change({ StreamSpecification: { StreamEnabled: false } });
  if (wanted) await change({ StreamSpecification: { StreamEnabled: true, StreamViewType: wanted.StreamViewType } });
}

function indexUpdates(
  wanted: readonly GlobalSecondaryIndex[],
  present: TableDescription,
): GlobalSecondaryIndexUpdate[] {
  const now = present.GlobalSecondaryIndexes ?? [];
  const same = (index: GlobalSecondaryIndex) =>
    now.some(
      (other) =>
        other.IndexName === index.IndexName &&
        JSON.stringify([other.KeySchema, other.Projection]) === JSON.stringify([index.KeySchema, index.Projection]),
    );
  const kept = wanted.filter(same).map(({ IndexName }) => IndexName);
  return [
    ...now.filter(({ IndexName }) => !kept.includes(IndexName)).map(({ IndexName }) => ({ Delete: { IndexName } })),
    ...wanted.filter((index) => !same(index)).map((index) => ({ Create: index })),
  ];
}

async function updatePolicy(
  arn: string,
  wanted: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const policy = wanted.ResourcePolicy && JSON.stringify(wanted.ResourcePolicy.PolicyDocument);
  if (policy) await context.api('dynamodb', 'PutResourcePolicy', { ResourceArn: arn, Policy: policy });
  else if (previous.ResourcePolicy) await context.api('dynamodb', 'DeleteResourcePolicy', { ResourceArn: arn });
}

/** Differs from AWS: CloudFormation replaces the table when its local indexes change. */
function requireSameLocalIndexes(wanted: Properties, previous: Properties): void {
  const text = ({ LocalSecondaryIndexes: indexes = [] }: Properties) => JSON.stringify(indexes);
  if (text(wanted) !== text(previous)) throw notSupported('A change of LocalSecondaryIndexes');
}
