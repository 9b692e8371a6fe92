import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import type { TestGlobe } from '../../packages/snowglobe/src/testing/start-test-globe.ts';

/** A REST API whose one method asks for AWS_IAM; gives the path of its stage. */
export async function makeSignedApi(globe: TestGlobe): Promise<string> {
  const client = globe.client(APIGatewayClient);
  const { id: restApiId } = await client.send(new CreateRestApiCommand({ name: 'signed' }));
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  const method = { restApiId, resourceId: items?.[0]?.id, httpMethod: 'POST' };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }));
  await client.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }));
  await client.send(
    new PutIntegrationCommand({
      ...method,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
    }),
  );
  await client.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200' }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'v1' }));
  return `/_aws/execute-api/${restApiId}/v1/`;
}
