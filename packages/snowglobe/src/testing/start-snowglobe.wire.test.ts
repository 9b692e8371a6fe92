import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { services } from '../services/services.ts';
import { type Snowglobe, startSnowglobe } from './start-snowglobe.ts';

const folders: string[] = [];
const started: Snowglobe[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  for (const globe of started.splice(0)) await globe.stop();
});

async function start(app?: string): Promise<Snowglobe> {
  const globe = await startSnowglobe({ ...(app !== undefined && { app }) });
  started.push(globe);
  return globe;
}

/** A synthesised assembly with one stack, `one`, in eu-north-1. */
function assembly(template: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'snowglobe-app-'));
  folders.push(folder);
  const artifact = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/eu-north-1',
    properties: { templateFile: 'template.json', stackName: 'one' },
  };
  writeFileSync(join(folder, 'template.json'), JSON.stringify(template));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts: { one: artifact } }));
  return folder;
}

const echo = `exports.handler = async ({ rawPath, body, headers }) => ({ path: rawPath, body, type: headers['content-type'] })`;
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const api = { Ref: 'Api' };

/** An HTTP API that answers what it was asked, and a queue. */
const template = {
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
    Echo: {
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: arn('Role'), Code: { ZipFile: echo } },
    },
    Allowed: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', FunctionName: arn('Echo') },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'echo', ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: api,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arn('Echo'),
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: api,
        RouteKey: '$default',
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: api, StageName: '$default', AutoDeploy: true } },
    Jobs: { Type: 'AWS::SQS::Queue' },
  },
  Outputs: { ApiUrl: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } }, JobsUrl: { Value: { Ref: 'Jobs' } } },
};

describe('an app', () => {
  it('is deployed, and its API is asked by path, with text or JSON', async () => {
    const globe = await start(assembly(template));
    const asked = await globe.http('/tasks', { method: 'POST', body: { title: 'x' } });
    expect(await asked.json()).toEqual({ path: '/tasks', body: '{"title":"x"}', type: 'application/json' });
    const text = await globe.http(`${globe.outputs()['ApiUrl']}/text`, { method: 'PUT', body: 'plain' });
    expect(await text.json()).toMatchObject({ path: '/text', body: 'plain' });
  });

  it('has outputs by stack and region; one that is not there is told with those that are', async () => {
    const globe = await start(assembly(template));
    expect(Object.keys(globe.outputs()).sort()).toEqual(['ApiUrl', 'JobsUrl']);
    expect(globe.outputs('one', 'eu-north-1')).toEqual(globe.outputs());
    expect(() => globe.outputs('two')).toThrow('no stack two  is deployed; there is: one (eu-north-1)');
  });

  it('is empty and deployed again after a reset', async () => {
    const globe = await start(assembly(template));
    const sqs = globe.client(SQSClient, { region: 'eu-north-1' });
    const before = globe.outputs();
    await sqs.send(new SendMessageCommand({ QueueUrl: before['JobsUrl'], MessageBody: 'x' }));
    await globe.reset();
    expect(globe.outputs()['JobsUrl']).not.toBe(before['JobsUrl']);
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toEqual([globe.outputs()['JobsUrl']]);
    expect((await globe.http('/again')).status).toBe(200);
  });

  it('that cannot be deployed rejects with the reason and leaves nothing open', async () => {
    const open = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
    const before = open();
    const broken = assembly({ Resources: { Fleet: { Type: 'AWS::GameLift::Fleet' } } });
    await expect(startSnowglobe({ app: broken })).rejects.toThrow(/was not deployed:\n[^]*AWS::GameLift::Fleet/);
    expect(open()).toBe(before);
  });
});

describe('a globe without an app', () => {
  it('has no path to ask', async () => {
    const globe = await start();
    expect(() => globe.http('/tasks')).toThrow(/no output ApiUrl|no stack/);
  });

  it('holds its clock until it is moved', async () => {
    const globe = await start();
    const before = globe.now();
    await globe.advance('2 hours');
    expect(globe.now()).toBe(before + 7_200_000);
  });

  it('throws when it is stopped after a fault that nobody looked at', async () => {
    const sqs = services.find(({ id }) => id === 'sqs');
    vi.spyOn(sqs?.operations as Record<string, () => object>, 'ListQueues').mockImplementation(() => {
      throw new Error('a mistake of ours');
    });
    const globe = await startSnowglobe();
    await expect(globe.client(SQSClient).send(new ListQueuesCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 500 },
    });
    await expect(globe.stop()).rejects.toThrow(/the globe had faults:\nsqs ListQueues: [^]*a mistake of ours/);
  });
});
