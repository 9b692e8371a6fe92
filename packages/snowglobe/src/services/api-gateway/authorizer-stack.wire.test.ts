import { GetAuthorizersCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let stacks: CloudFormationClient;
let functionArn: string;
beforeAll(async () => {
  globe = await startRestApi();
  stacks = globe.client(CloudFormationClient);
  functionArn = await globe.createFunction(`exports.handler = async (event) => ({
    principalId: event.authorizationToken,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: '*', Effect: 'Allow', Resource: event.methodArn }] },
  })`);
});
afterAll(() => globe.stop());

const StackName = 'guarded';
const ref = (name: string) => ({ Ref: name });
const at = (resource: string, name: string) => ({ 'Fn::GetAtt': [resource, name] });

/** As the CDK synthesises an AwsIntegration, its role, and a TokenAuthorizer. */
function template(ttl: number, deployment: string): string {
  const assumed = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const allowed = { Statement: [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: at('Table', 'Arn') }] };
  const put =
    '{"TableName":"${Table}","Item":{"id":{"S":"$context.requestId"},"by":{"S":"$context.authorizer.principalId"}}}';
  const integration = {
    Type: 'AWS',
    IntegrationHttpMethod: 'POST',
    Uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:action/PutItem' },
    Credentials: at('Role', 'Arn'),
    PassthroughBehavior: 'WHEN_NO_TEMPLATES',
    RequestTemplates: { 'application/json': { 'Fn::Sub': put } },
    IntegrationResponses: [
      { StatusCode: '201', ResponseTemplates: { 'application/json': '{"by":"$context.authorizer.principalId"}' } },
      { StatusCode: '400', SelectionPattern: '4\\d{2}' },
    ],
  };
  return JSON.stringify({
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Version: '2012-10-17', ...assumed },
          Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', ...allowed } }],
        },
      },
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'guarded' } },
      Guard: {
        Type: 'AWS::ApiGateway::Authorizer',
        Properties: {
          RestApiId: ref('Api'),
          Name: 'guard',
          Type: 'TOKEN',
          AuthorizerUri: {
            'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
          },
          AuthorizerResultTtlInSeconds: ttl,
          IdentitySource: 'method.request.header.Authorization',
        },
      },
      Method: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: ref('Api'),
          ResourceId: at('Api', 'RootResourceId'),
          HttpMethod: 'POST',
          AuthorizationType: 'CUSTOM',
          AuthorizerId: ref('Guard'),
          MethodResponses: [{ StatusCode: '201' }, { StatusCode: '400' }],
          Integration: integration,
        },
      },
      [deployment]: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: ref('Api') },
        DependsOn: ['Method'],
      },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: { RestApiId: ref('Api'), DeploymentId: ref(deployment), StageName: 'dev' },
      },
    },
    Outputs: { Id: { Value: ref('Api') } },
  });
}

const Capabilities = ['CAPABILITY_IAM' as const];

async function settled(wanted: string): Promise<string> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  if (Stacks?.[0]?.StackStatus !== wanted) {
    const { StackEvents } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    throw new Error(StackEvents?.map((event) => event.ResourceStatusReason).join('\n'));
  }
  return Stacks[0].Outputs?.[0]?.OutputValue ?? '';
}

it('a template with an authorizer and an integration with DynamoDB answers, changes and goes', async () => {
  await stacks.send(new CreateStackCommand({ StackName, Capabilities, TemplateBody: template(0, 'D1') }));
  const restApiId = await settled('CREATE_COMPLETE');
  const post = async (headers: Record<string, string>) => {
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', ...headers } };
    const response = await fetch(`${globe.endpoint}/_aws/execute-api/${restApiId}/dev`, init);
    return [response.status, await response.json()];
  };
  expect(await post({ authorization: 'me' })).toEqual([201, { by: 'me' }]);
  expect(await post({})).toEqual([401, { message: 'Unauthorized' }]);
  await stacks.send(new UpdateStackCommand({ StackName, Capabilities, TemplateBody: template(60, 'D2') }));
  await settled('UPDATE_COMPLETE');
  const { items } = await globe.gateway.send(new GetAuthorizersCommand({ restApiId }));
  expect(items).toMatchObject([{ name: 'guard', authorizerResultTtlInSeconds: 60 }]);
  expect(await post({ authorization: 'you' })).toEqual([201, { by: 'you' }]);
  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  expect((await globe.gateway.send(new GetRestApisCommand({}))).items).toEqual([]);
});
