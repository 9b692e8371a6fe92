import type { CreateTableInput, DescribeTableOutput } from '@aws-sdk/client-dynamodb';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { tableState, updateMain } from './table.ts';
import {
  settingsOf,
  templateTags,
  unlessMissing,
  updateBackups,
  updateTags,
  updateTimeToLive,
} from './table-settings.ts';

const unlimited = { accepted: 'throughput is not limited' } as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html */
export const globalTable: ResourceType = {
  type: 'AWS::DynamoDB::GlobalTable',
  properties: {
    AttributeDefinitions: true,
    BillingMode: true,
    GlobalSecondaryIndexes: {
      IndexName: true,
      KeySchema: true,
      Projection: true,
      ReadOnDemandThroughputSettings: unlimited,
      ReadProvisionedThroughputSettings: unlimited,
      WarmThroughput: unlimited,
      WriteOnDemandThroughputSettings: unlimited,
      WriteProvisionedThroughputSettings: unlimited,
    },
    KeySchema: true,
    LocalSecondaryIndexes: true,
    ReadOnDemandThroughputSettings: unlimited,
    Replicas: {
      ContributorInsightsSpecification: { accepted: 'contributor insights are not collected' },
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: unlimited,
      PointInTimeRecoverySpecification: true,
      ReadOnDemandThroughputSettings: unlimited,
      ReadProvisionedThroughputSettings: unlimited,
      Region: true,
      ResourcePolicy: { PolicyDocument: true },
      SSESpecification: { accepted: 'items are not encrypted' },
      TableClass: true,
      Tags: true,
    },
    SSESpecification: true,
    StreamSpecification: true,
    TableName: true,
    TimeToLiveSpecification: true,
    WarmThroughput: unlimited,
    WriteOnDemandThroughputSettings: unlimited,
    WriteProvisionedThroughputSettings: unlimited,
  },
  async create(properties, context) {
    const name: string = properties.TableName ?? context.physicalName({ maxLength: 255 });
    await context.api('dynamodb', 'CreateTable', createInput(name, tableProperties(properties, context)));
    await addReplicas(name, regionsOf(properties), context);
    await updateTimeToLive(name, properties.TimeToLiveSpecification, undefined, context);
    await updateReplicas(name, properties, {}, context);
    return tableState(name, context);
  },
  async update(properties, previous, state, context) {
    const name = state.physicalId;
    await updateMain(name, tableProperties(properties, context), context);
    const [wanted, present] = [regionsOf(properties), await presentRegions(name, context)];
    await addReplicas(
      name,
      wanted.filter((region) => !present.includes(region)),
      context,
    );
    await dropReplicas(
      name,
      present.filter((region) => !wanted.includes(region)),
      context,
    );
    await updateTimeToLive(name, properties.TimeToLiveSpecification, previous.TimeToLiveSpecification, context);
    await updateReplicas(name, properties, previous, context);
    return tableState(name, context);
  },
  async delete(state, properties, context) {
    const regions = regionsOf(properties).filter((region) => region !== context.scope.region);
    for (const region of [...regions, context.scope.region]) {
      await inRegion(context, region)
        .api('dynamodb', 'DeleteTable', { TableName: state.physicalId })
        .catch(unlessMissing);
    }
  },
};

/** The same stack's context in another region. */
function inRegion(context: ResourceContext, region: string): ResourceContext {
  if (region === context.scope.region) return context;
  const scope = { account: context.scope.account, region };
  return {
    ...context,
    scope,
    physicalName: (options) => context.physicalName(options),
    assetPath: (bucket, key) => context.assetPath(bucket, key),
    api: (service, operation, input) =>
      context.globe.call({ service, operation, input, scope, caller: context.caller, cause: context.cause }),
  };
}

function replicasOf(properties: Properties): readonly Properties[] {
  return properties.Replicas ?? [];
}

function regionsOf(properties: Properties): string[] {
  return replicasOf(properties).map(({ Region }) => String(Region));
}

/** The global table's properties as those of the table in the stack's region. */
function tableProperties(properties: Properties, context: ResourceContext): Properties {
  const own = replicasOf(properties).find(({ Region }) => Region === context.scope.region) ?? {};
  const isProvisioned = (properties.BillingMode ?? 'PROVISIONED') === 'PROVISIONED';
  const units = {
    ReadCapacityUnits: unitsOf(own.ReadProvisionedThroughputSettings, 'Read'),
    WriteCapacityUnits: unitsOf(properties.WriteProvisionedThroughputSettings, 'Write'),
  };
  const indexes: readonly Properties[] = properties.GlobalSecondaryIndexes ?? [];
  return {
    ...properties,
    ...(isProvisioned && { ProvisionedThroughput: units }),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      ...index,
      ...(isProvisioned && { ProvisionedThroughput: units }),
    })),
    DeletionProtectionEnabled: own.DeletionProtectionEnabled,
    TableClass: own.TableClass,
    Tags: undefined,
  };
}

/** Auto scaling starts at its seed, else at its minimum. */
function unitsOf(settings: Properties | undefined, kind: 'Read' | 'Write'): number {
  const scaling = settings?.[`${kind}CapacityAutoScalingSettings`];
  return settings?.[`${kind}CapacityUnits`] ?? scaling?.SeedCapacity ?? scaling?.MinCapacity ?? 1;
}

function createInput(name: string, properties: Properties): CreateTableInput {
  const { StreamSpecification: stream, LocalSecondaryIndexes: locals } = properties;
  const indexes: readonly Properties[] = properties.GlobalSecondaryIndexes;
  return {
    TableName: name,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...settingsOf(properties),
    ...(locals?.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection, ProvisionedThroughput }) => ({
        IndexName,
        KeySchema,
        Projection,
        ...(ProvisionedThroughput && { ProvisionedThroughput }),
      })),
    }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
  };
}

async function addReplicas(name: string, regions: readonly string[], context: ResourceContext): Promise<void> {
  for (const RegionName of regions.filter((region) => region !== context.scope.region)) {
    await context.api('dynamodb', 'UpdateTable', { TableName: name, ReplicaUpdates: [{ Create: { RegionName } }] });
  }
}

async function dropReplicas(name: string, regions: readonly string[], context: ResourceContext): Promise<void> {
  for (const RegionName of regions) {
    await context.api('dynamodb', 'UpdateTable', { TableName: name, ReplicaUpdates: [{ Delete: { RegionName } }] });
  }
}

async function presentRegions(name: string, context: ResourceContext): Promise<string[]> {
  const { Table: table } = await context.api<DescribeTableOutput>('dynamodb', 'DescribeTable', { TableName: name });
  const others = (table?.Replicas ?? []).flatMap(({ RegionName }) => RegionName ?? []);
  return [context.scope.region, ...others].filter((region, at, all) => all.indexOf(region) === at);
}

/** What each replica has of its own: protection, recovery, policy, tags. */
async function updateReplicas(
  name: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  for (const replica of replicasOf(properties)) {
    const place = inRegion(context, replica.Region);
    const last = replicasOf(previous).find(({ Region }) => Region === replica.Region) ?? {};
    const { attributes } = await tableState(name, place);
    await updateReplica(name, String(attributes['Arn']), replica, last, place);
  }
}

async function updateReplica(
  name: string,
  arn: string,
  replica: Properties,
  last: Properties,
  place: ResourceContext,
): Promise<void> {
  if (replica.DeletionProtectionEnabled !== undefined) {
    await place.api('dynamodb', 'UpdateTable', {
      TableName: name,
      DeletionProtectionEnabled: replica.DeletionProtectionEnabled,
    });
  }
  await updateBackups(name, replica.PointInTimeRecoverySpecification, last.PointInTimeRecoverySpecification, place);
  if (templateTags(replica.Tags, place).length > 0 || last.Tags) await updateTags(arn, replica.Tags, last.Tags, place);
  if (replica.ResourcePolicy) {
    const Policy = JSON.stringify(replica.ResourcePolicy.PolicyDocument);
    await place.api('dynamodb', 'PutResourcePolicy', { ResourceArn: arn, Policy });
  }
}
