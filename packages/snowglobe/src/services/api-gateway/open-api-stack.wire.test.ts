import { GetGatewayResponseCommand, GetResourcesCommand, GetRestApiCommand } from '@aws-sdk/client-api-gateway';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployTemplate } from './testing/deploy-template.ts';
import { mock, pets } from './testing/pets-document.ts';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let functionArn: string;

beforeAll(async () => {
  globe = await startRestApi();
  functionArn = await globe.createFunction(echo);
});

afterAll(() => globe.stop());

test('a template may hold the document, and change it', async () => {
  const template = (text: string) => ({
    Resources: {
      Api: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: {
          Name: 'from-template',
          Body: { ...pets(functionArn), paths: { '/t': { get: { 'x-amazon-apigateway-integration': mock(text) } } } },
        },
      },
      [`Deployment${text}`]: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: { StageName: 'dev', RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: `Deployment${text}` } },
      },
    },
    Outputs: { Id: { Value: { Ref: 'Api' } } },
  });
  const { Id = '' } = await deployTemplate(globe, template('one'));
  const text = async () => (await fetch(`${globe.endpoint}/_aws/execute-api/${Id}/dev/t`)).text();
  expect(await text()).toBe('one');
  const api = await globe.gateway.send(new GetRestApiCommand({ restApiId: Id }));
  expect(api).toMatchObject({ name: 'from-template', description: 'All about pets' });
  await deployTemplate(globe, template('two'), { update: true });
  expect(await text()).toBe('two');
  const response = { restApiId: Id, responseType: 'BAD_REQUEST_BODY' as const };
  expect(await globe.gateway.send(new GetGatewayResponseCommand(response))).toMatchObject({ statusCode: '422' });
});

test('a template may name the object that holds the document', async () => {
  const s3 = globe.client(S3Client, { forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'documents' }));
  await s3.send(
    new PutObjectCommand({ Bucket: 'documents', Key: 'pets.json', Body: JSON.stringify(pets(functionArn)) }),
  );
  const { Id = '' } = await deployTemplate(
    globe,
    {
      Resources: {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: { BodyS3Location: { Bucket: 'documents', Key: 'pets.json' } },
        },
      },
      Outputs: { Id: { Value: { Ref: 'Api' } } },
    },
    { StackName: 'object' },
  );
  const { items = [] } = await globe.gateway.send(new GetResourcesCommand({ restApiId: Id }));
  expect(items.map(({ path }) => path)).toContain('/pets/{id}');
});
