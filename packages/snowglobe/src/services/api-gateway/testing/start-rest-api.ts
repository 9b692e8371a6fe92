import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  type CreateRestApiRequest,
  PutIntegrationCommand,
  type PutIntegrationRequest,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseRequest,
  PutMethodCommand,
  type PutMethodRequest,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
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
  /** Creates a role that a service may assume, which is allowed what is named, and returns its ARN. */
  createRole(name: string, service: string, ...actions: readonly string[]): Promise<string>;
  createApi(api?: Partial<CreateRestApiRequest>): Promise<TestApi>;
}

export interface TestApi {
  readonly apiId: string;
  readonly rootResourceId: string;
  /** Adds a resource below the root, or below another. */
  resource(pathPart: string, parentId?: string): Promise<string>;
  /** Adds a method that a function answers. */
  method(resourceId: string, httpMethod: string, functionArn: string, more?: Partial<PutMethodRequest>): Promise<void>;
  /** Adds a method with any integration; responses by status. */
  integrate(resourceId: string, httpMethod: string, parts: MethodParts): Promise<void>;
  /** Deploys to the stage `dev` and gives the deployment's id. */
  deploy(): Promise<string>;
  /** Fetches a path below the stage. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** A method, its integration, and its responses by status: `default` members stand without a selection pattern. */
export interface MethodParts {
  readonly method?: Partial<PutMethodRequest>;
  readonly integration: Partial<PutIntegrationRequest> & Pick<PutIntegrationRequest, 'type'>;
  readonly responses?: Readonly<Record<string, Omit<PutIntegrationResponseRequest, keyof Address | 'statusCode'>>>;
}

type Address = Pick<Required<PutMethodRequest>, 'restApiId' | 'resourceId' | 'httpMethod'>;

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
    async createRole(RoleName, service, ...Action) {
      const iam = globe.client(IAMClient);
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: roleOf(service) }));
      const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      if (Action.length > 0) await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
      return Role?.Arn ?? '';
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
    async integrate(resourceId, httpMethod, { method = {}, integration, responses = {} }) {
      const address = { restApiId, resourceId, httpMethod };
      await gateway.send(new PutMethodCommand({ ...address, authorizationType: 'NONE', ...method }));
      await gateway.send(new PutIntegrationCommand({ ...address, integrationHttpMethod: 'POST', ...integration }));
      for (const [statusCode, response] of Object.entries(responses)) {
        const names = Object.keys(response.responseParameters ?? {});
        const responseParameters = Object.fromEntries(names.map((name) => [name, true]));
        await gateway.send(new PutMethodResponseCommand({ ...address, statusCode, responseParameters }));
        await gateway.send(new PutIntegrationResponseCommand({ ...address, statusCode, ...response }));
      }
    },
    async deploy() {
      const { id = '' } = await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }));
      return id;
    },
    fetch: (path, init) => fetch(`${endpoint}/_aws/execute-api/${restApiId}/dev${path}`, init),
  };
}
