import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  DeletePartitionCommand,
  DeleteTableCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GetTableVersionCommand,
  GetTableVersionsCommand,
  GlueClient,
  UpdateDatabaseCommand,
  UpdatePartitionCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let glue: GlueClient;

beforeEach(async () => {
  globe = await startTestGlobe({ clock: 'held' });
  glue = globe.client(GlueClient);
});

afterEach(() => globe.stop());

const DatabaseName = 'lake';
const TableName = 'events';
const table = (...columns: readonly string[]) => ({
  Name: 'Events',
  PartitionKeys: [{ Name: 'day', Type: 'string' }],
  StorageDescriptor: { Columns: columns.map((Name) => ({ Name, Type: 'string' })), Location: 's3://lake/' },
});

async function createEvents(): Promise<void> {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'Lake', Description: 'all' } }));
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput: table('id') }));
}

const columnsOf = async (VersionId?: string) => {
  const answer = await glue.send(new GetTableVersionCommand({ DatabaseName, TableName, VersionId }));
  return answer.TableVersion?.Table?.StorageDescriptor?.Columns?.map(({ Name }) => Name);
};

const notFound = { name: 'EntityNotFoundException' };

it('keeps databases and tables, named in lower case', async () => {
  await createEvents();
  const { Database } = await glue.send(new GetDatabaseCommand({ Name: 'LAKE' }));
  expect(Database).toMatchObject({ Name: 'lake', Description: 'all', CatalogId: '000000000000' });
  const twice = new CreateDatabaseCommand({ DatabaseInput: { Name: 'lake' } });
  await expect(glue.send(twice)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  await glue.send(new UpdateDatabaseCommand({ Name: 'lake', DatabaseInput: { Name: 'lake', Description: 'new' } }));
  expect((await glue.send(new GetDatabasesCommand())).DatabaseList).toMatchObject([{ Description: 'new' }]);
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName, Name: 'EVENTS' }));
  expect(Table).toMatchObject({ Name: 'events', DatabaseName: 'lake', VersionId: '0' });
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: 'other' } }));
  const { TableList } = await glue.send(new GetTablesCommand({ DatabaseName, Expression: 'ev*' }));
  expect(TableList).toMatchObject([{ Name: 'events' }]);
  const first = await glue.send(new GetTablesCommand({ DatabaseName, MaxResults: 1 }));
  const rest = await glue.send(new GetTablesCommand({ DatabaseName, NextToken: first.NextToken }));
  expect(rest.TableList).toMatchObject([{ Name: 'other' }]);
  await glue.send(new DeleteTableCommand({ DatabaseName, Name: 'other' }));
  await glue.send(new DeleteDatabaseCommand({ Name: 'lake' }));
  await expect(glue.send(new GetTableCommand({ DatabaseName, Name: 'events' }))).rejects.toMatchObject(notFound);
  await createEvents();
  expect(await columnsOf()).toEqual(['id']);
});

it('keeps every version of a table', async () => {
  await createEvents();
  await glue.send(new UpdateTableCommand({ DatabaseName, TableInput: table('id', 'at'), VersionId: '0' }));
  const stale = new UpdateTableCommand({ DatabaseName, TableInput: table('x'), VersionId: '0' });
  await expect(glue.send(stale)).rejects.toMatchObject({ name: 'VersionMismatchException' });
  expect(await columnsOf('0')).toEqual(['id']);
  expect(await columnsOf()).toEqual(['id', 'at']);
  await glue.send(new UpdateTableCommand({ DatabaseName, TableInput: table('all'), SkipArchive: true }));
  const { TableVersions } = await glue.send(new GetTableVersionsCommand({ DatabaseName, TableName }));
  expect(TableVersions?.map(({ VersionId }) => VersionId)).toEqual(['2', '0']);
  await expect(columnsOf('1')).rejects.toMatchObject(notFound);
});

it('keeps the partitions of a table', async () => {
  await createEvents();
  const of = { DatabaseName, TableName };
  await glue.send(new CreatePartitionCommand({ ...of, PartitionInput: { Values: ['1'] } }));
  const PartitionInputList = [{ Values: ['1'] }, { Values: ['2'] }, { Values: ['a', 'b'] }];
  const { Errors } = await glue.send(new BatchCreatePartitionCommand({ ...of, PartitionInputList }));
  expect(Errors?.map(({ ErrorDetail }) => ErrorDetail?.ErrorCode)).toEqual([
    'AlreadyExistsException',
    'InvalidInputException',
  ]);
  const Parameters = { rows: '3' };
  const update = { PartitionValueList: ['2'], PartitionInput: { Values: ['3'], Parameters } };
  await glue.send(new UpdatePartitionCommand({ ...of, ...update }));
  const three = await glue.send(new GetPartitionCommand({ ...of, PartitionValues: ['3'] }));
  expect(three.Partition).toMatchObject({ Parameters, TableName: 'events' });
  await glue.send(new DeletePartitionCommand({ ...of, PartitionValues: ['1'] }));
  const { Partitions } = await glue.send(new GetPartitionsCommand(of));
  expect(Partitions?.map(({ Values }) => Values)).toEqual([['3']]);
});

it('needs rights on catalog, database and table', async () => {
  await createEvents();
  const iam = globe.client(IAMClient);
  const client = async (UserName: string, Resource: readonly string[]) => {
    await iam.send(new CreateUserCommand({ UserName }));
    const arns = Resource.map((resource) => `arn:aws:glue:us-east-1:000000000000:${resource}`);
    const Statement = [{ Effect: 'Allow', Action: 'glue:GetTable', Resource: arns }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {};
    return globe.client(GlueClient, { credentials: { accessKeyId, secretAccessKey } });
  };
  const get = new GetTableCommand({ DatabaseName, Name: TableName });
  await (await client('may', ['catalog', 'database/lake', 'table/lake/events'])).send(get);
  const mayNot = await client('may-not', ['catalog', 'table/lake/events']);
  await expect(mayNot.send(get)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

it('is described by templates', async () => {
  const stacks = globe.client(CloudFormationClient);
  const StackName = 'catalog';
  const CatalogId = { Ref: 'AWS::AccountId' };
  const TemplateBody = JSON.stringify({
    Resources: {
      Database: { Type: 'AWS::Glue::Database', Properties: { CatalogId, DatabaseInput: { Name: 'lake' } } },
      Table: {
        Type: 'AWS::Glue::Table',
        Properties: { CatalogId, DatabaseName: { Ref: 'Database' }, TableInput: table('id') },
      },
    },
    Outputs: { Table: { Value: { Ref: 'Table' } } },
  });
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks?.[0]).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'Events' }] });
  expect(await columnsOf()).toEqual(['id']);
  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  expect((await glue.send(new GetDatabasesCommand())).DatabaseList).toEqual([]);
});
