import {
  ApiGatewayV2Client,
  CreateApiCommand,
  type CreateApiRequest,
  CreateIntegrationCommand,
  type CreateIntegrationRequest,
  CreateRouteCommand,
  CreateStageCommand,
  type CreateStageRequest,
} from '@aws-sdk/client-apigatewayv2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { zipOfTexts } from '../../../execution/code-folders.ts';
import type { SnowglobeOptions } from '../../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../../testing/start-test-globe.ts';

const roleArn = 'arn:aws:iam::000000000000:role/function-role';

/** A globe for tests of HTTP APIs. */
export interface ApiGlobe extends TestGlobe {
  readonly gateway: ApiGatewayV2Client;
  /** Creates a function that API Gateway may invoke and returns its ARN. */
  createFunction(code: string, options?: { readonly permitted?: boolean }): Promise<string>;
  /** Creates an API with a stage that deploys by itself (default `$default`). */
  createApi(api?: Partial<CreateApiRequest>, stage?: Partial<CreateStageRequest>): Promise<TestApi>;
}

export interface TestApi {
  readonly apiId: string;
  readonly url: string;
  /** Adds a route to a function (by ARN) or to a URL. */
  route(routeKey: string, uri: string, integration?: Partial<CreateIntegrationRequest>): Promise<void>;
  /** Fetches a path below the API's address. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Answers with the event that it got. */
export const echo = 'exports.handler = async (event) => event';

export async function startApi(options: SnowglobeOptions = {}): Promise<ApiGlobe> {
  const globe = await startTestGlobe(options);
  const gateway = globe.client(ApiGatewayV2Client);
  const lambda = globe.client(LambdaClient);
  await globe.client(IAMClient).send(new CreateRoleCommand({ RoleName: 'function-role', AssumeRolePolicyDocument }));
  let count = 0;
  return {
    ...globe,
    gateway,
    async createFunction(code, { permitted = true } = {}) {
      count += 1;
      const FunctionName = `f${count}`;
      const Code = { ZipFile: zipOfTexts({ 'index.js': code }) };
      const base = {
        FunctionName,
        Role: roleArn,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Timeout: 60,
      } as const;
      const { FunctionArn = '' } = await lambda.send(new CreateFunctionCommand({ ...base, Code }));
      const Principal = 'apigateway.amazonaws.com';
      const permission = { FunctionName, StatementId: 'api', Action: 'lambda:InvokeFunction', Principal };
      if (permitted) await lambda.send(new AddPermissionCommand(permission));
      return FunctionArn;
    },
    async createApi(api = {}, stage = {}) {
      const { ApiId = '', ApiEndpoint = '' } = await gateway.send(
        new CreateApiCommand({ Name: 'test', ProtocolType: 'HTTP', ...api }),
      );
      await gateway.send(new CreateStageCommand({ ApiId, StageName: '$default', AutoDeploy: true, ...stage }));
      return {
        apiId: ApiId,
        url: ApiEndpoint,
        route: (routeKey, uri, integration) => addRoute(gateway, ApiId, routeKey, uri, integration),
        fetch: (path, init) => fetch(ApiEndpoint + path, init),
      };
    },
  };
}

const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

async function addRoute(
  gateway: ApiGatewayV2Client,
  ApiId: string,
  RouteKey: string,
  IntegrationUri: string,
  more: Partial<CreateIntegrationRequest> = {},
): Promise<void> {
  const toFunction = IntegrationUri.startsWith('arn:');
  const { IntegrationId } = await gateway.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: toFunction ? 'AWS_PROXY' : 'HTTP_PROXY',
      IntegrationUri,
      PayloadFormatVersion: toFunction ? '2.0' : '1.0',
      ...(!toFunction && { IntegrationMethod: 'ANY' }),
      ...more,
    }),
  );
  await gateway.send(new CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${IntegrationId}` }));
}
