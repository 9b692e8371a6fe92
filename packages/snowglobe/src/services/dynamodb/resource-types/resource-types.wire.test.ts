import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResourceContext } from '../../../contract/resource-type.ts';
import { startTestGlobe, type TestGlobe } from '../../../testing/start-test-globe.ts';
import { globalTable } from './global-table.ts';
import { table } from './table.ts';

let globe: TestGlobe;
let client: DynamoDBClient;

beforeEach(async () => {
  globe = await startTestGlobe({});
  client = globe.client(DynamoDBClient);
});
afterEach(() => globe.stop());

function stackContext(): ResourceContext {
  const scope = { account: '000000000000', region: 'us-east-1' };
  const caller = { kind: 'root', account: scope.account } as const;
  const cause = globe.globe.causes.begin('deployment', 'test');
  return {
    globe: globe.globe,
    scope,
    caller,
    cause,
    stackName: 'stack',
    stackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/stack/1',
    logicalId: 'Table',
    stackTags: [{ Key: 'team', Value: 'a' }],
    assetPath: () => undefined,
    physicalName: () => 'stack-Table-ABCDEFGHIJKL',
    api: (service, operation, input) => globe.globe.call({ service, operation, input, scope, caller, cause }),
  };
}

const keys = {
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};
const describeTable = async (name: string, region = 'us-east-1') =>
  (await globe.client(DynamoDBClient, { region }).send(new DescribeTableCommand({ TableName: name }))).Table;

describe('AWS::DynamoDB::Table', () => {
  it('is made as the template says, changed in place, and deleted, twice if need be', async () => {
    const context = stackContext();
    const before = {
      ...keys,
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      Tags: [{ Key: 'a', Value: '1' }],
    };
    const created = await table.create(before, context);
    expect(created).toMatchObject({
      physicalId: 'stack-Table-ABCDEFGHIJKL',
      attributes: { Arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/stack-Table-ABCDEFGHIJKL' },
    });
    const after = {
      KeySchema: keys.KeySchema,
      AttributeDefinitions: [...keys.AttributeDefinitions, { AttributeName: 'kind', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byKind',
          KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    };
    const updated = await table.update?.(after, before, created, context);
    expect(updated?.attributes['StreamArn']).toMatch(/:table\/stack-Table-ABCDEFGHIJKL\/stream\/20/);
    expect(await describeTable(created.physicalId)).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [{ IndexName: 'byKind', IndexStatus: 'ACTIVE' }],
    });
    const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName: created.physicalId }));
    expect(ttl.TimeToLiveDescription?.AttributeName).toBe('until');
    const tags = await client.send(new ListTagsOfResourceCommand({ ResourceArn: String(created.attributes['Arn']) }));
    expect(tags.Tags).toEqual([{ Key: 'team', Value: 'a' }]);
    await table.delete(created, after, context);
    await table.delete(created, after, context);
  });
});

describe('AWS::DynamoDB::GlobalTable', () => {
  const properties = (regions: readonly string[]) => ({
    ...keys,
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
    Replicas: regions.map((Region) => ({
      Region,
      DeletionProtectionEnabled: false,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      Tags: [{ Key: 'region', Value: Region }],
    })),
  });

  it('has a replica in each of its regions and follows the list of regions', async () => {
    const context = stackContext();
    const before = properties(['us-east-1', 'us-west-2']);
    const created = await globalTable.create(before, context);
    expect(created.attributes['StreamArn']).toContain(':us-east-1:');
    expect((await describeTable(created.physicalId, 'us-west-2'))?.Replicas).toMatchObject([
      { RegionName: 'us-east-1' },
    ]);
    const after = properties(['us-east-1', 'eu-west-1']);
    await globalTable.update?.(after, before, created, context);
    expect((await describeTable(created.physicalId))?.Replicas).toMatchObject([{ RegionName: 'eu-west-1' }]);
    await expect(describeTable(created.physicalId, 'us-west-2')).rejects.toThrow('not found');
    await globalTable.delete(created, after, context);
    await expect(describeTable(created.physicalId, 'eu-west-1')).rejects.toThrow('not found');
  });
});
