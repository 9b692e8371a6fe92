import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  type CreateRestApiRequest,
  PutIntegrationCommand,
  PutMethodCommand,
  type PutMethodRequest,
} from '@aws-sdk/client-api-gateway';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { zipOfTexts } from '../../../execution/code-folders.ts';
import type { SnowglobeOptions } from '../../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../../testing/start-test-globe.ts';

/** A globe for tests of REST APIs. */
export interface RestGlobe extends TestGlobe {
  readonly gateway: APIGatewayClient;
  /** Creates a function that API Gateway may invoke (from the given source only) and returns its ARN. */
  createFunction(
    code: string,
    options?: { readonly sourceArn?: string; readonly permitted?: boolean },
  ): Promise<string>;
  createApi(api?: Partial<CreateRestApiRequest>): Promise<TestApi>;
}

export interface TestApi {
  readonly apiId: string;
  readonly rootResourceId: string;
  /** Adds a resource below the root, or below another. */
  resource(pathPart: string, parentId?: string): Promise<string>;
  /** Adds a method that a function answers. */
  method(resourceId: string, httpMethod: string, functionArn: string, more?: Partial<PutMethodRequest>): Promise<void>;
  /** Deploys to the stage `dev` and gives the deployment's id. */
  deploy(): Promise<string>;
  /** Fetches a path below the stage. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Answers with the event that it got. */
export const echo = 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) })';

const roleOf = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  });

export async function startRestApi(options: SnowglobeOptions = {}): Promise<RestGlobe> {
  const globe = await startTestGlobe(options);
  const gateway = globe.client(APIGatewayClient);
  const lambda = globe.client(LambdaClient);
  const AssumeRolePolicyDocument = roleOf('lambda.amazonaws.com');
  await globe.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'function-role', AssumeRolePolicyDocument }));
  let count = 0;
  return {
    ...globe,
    gateway,
    async createFunction(code, { sourceArn: SourceArn, permitted = true } = {}) {
      count += 1;
      const FunctionName = `f${count}`;
      const { FunctionArn = '' } = await lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role: 'arn:aws:iam::000000000000:role/function-role',
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: 60,
          Code: { ZipFile: zipOfTexts({ 'index.js': code }) },
        }),
      );
      const Principal = 'apigateway.amazonaws.com';
      const permission = { FunctionName, StatementId: 'api', Action: 'lambda:InvokeFunction', Principal, SourceArn };
      if (permitted) await lambda.send(new AddPermissionCommand(permission));
      return FunctionArn;
    },
    createApi: (api) => createApi(gateway, globe.endpoint, api),
  };
}

async function createApi(
  gateway: APIGatewayClient,
  endpoint: string,
  api: Partial<CreateRestApiRequest> = {},
): Promise<TestApi> {
  const created = await gateway.send(new CreateRestApiCommand({ name: 'test', ...api }));
  const { id: restApiId = '', rootResourceId = '' } = created;
  return {
    apiId: restApiId,
    rootResourceId,
    async resource(pathPart, parentId = rootResourceId) {
      const { id = '' } = await gateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
      return id;
    },
    async method(resourceId, httpMethod, functionArn, more = {}) {
      const address = { restApiId, resourceId, httpMethod };
      await gateway.send(new PutMethodCommand({ ...address, authorizationType: 'NONE', ...more }));
      const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
      const integration = { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri } as const;
      await gateway.send(new PutIntegrationCommand({ ...address, ...integration }));
    },
    async deploy() {
      const { id = '' } = await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }));
      return id;
    },
    fetch: (path, init) => fetch(`${endpoint}/_aws/execute-api/${restApiId}/dev${path}`, init),
  };
}
