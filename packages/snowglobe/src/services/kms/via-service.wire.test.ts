import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, type EncryptResponse, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../contract/principal.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const scope = { account: '000000000000', region: 'us-east-1' };
const root: Principal = { kind: 'root', account: scope.account };

describe('a key that a service uses for somebody', () => {
  let world: TestGlobe;
  let kms: KMSClient;
  let role: Principal;

  beforeAll(async () => {
    world = await startTestGlobe({ clock: 'held' });
    kms = world.client(KMSClient);
    const trust = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const iam = world.client(IAMClient);
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    role = world.globe.assumeRole(Role?.Arn ?? '', 'lambda.amazonaws.com', 's');
  });

  afterAll(() => world.stop());

  const use = (
    KeyId: string,
    caller: Principal,
    via?: string,
    operation = 'GenerateDataKey',
    input: object = { KeySpec: 'AES_256' },
  ) =>
    world.globe.call<EncryptResponse>({
      service: 'kms',
      operation,
      input: { KeyId, ...input },
      scope,
      caller,
      cause: world.globe.causes.begin('request', 'test'),
      ...(via !== undefined && { via }),
    });
  const refused = { code: 'AccessDeniedException' };
  const keyWith = async (...statements: object[]) => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: ['kms:Put*', 'kms:Describe*'], Resource: '*' },
      ...statements,
    ];
    const { KeyMetadata } = await kms.send(
      new CreateKeyCommand({ Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
    );
    return KeyMetadata?.Arn ?? '';
  };

  it('that AWS manages is for its service only, and there for everybody in the account', async () => {
    await expect(use('alias/aws/sqs', root)).rejects.toMatchObject(refused);
    await expect(use('alias/aws/sqs', role)).rejects.toMatchObject(refused);
    await expect(use('alias/aws/sqs', role, 'sns.amazonaws.com')).rejects.toMatchObject(refused);
    const { KeyId } = await use('alias/aws/sqs', role, 'sqs.amazonaws.com');
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/sqs' }));
    expect(KeyMetadata).toMatchObject({ Arn: KeyId, KeyManager: 'AWS' });
    await expect(use('alias/aws/sqs', role)).rejects.toMatchObject(refused);
    const service: Principal = { kind: 'service', service: 'events.amazonaws.com', account: scope.account };
    await expect(use('alias/aws/sqs', service, 'sqs.amazonaws.com')).rejects.toMatchObject(refused);
  });

  it('knows kms:ViaService and kms:CallerAccount', async () => {
    const Condition = {
      StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com', 'kms:CallerAccount': scope.account },
    };
    const arn = await keyWith({
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:GenerateDataKey',
      Resource: '*',
      Condition,
    });
    await expect(use(arn, role)).rejects.toMatchObject(refused);
    await expect(use(arn, role, 'sqs.amazonaws.com')).rejects.toMatchObject(refused);
    expect((await use(arn, role, 's3.amazonaws.com')).KeyId).toBe(arn);
  });

  it('by identity policies, which may name the service too', async () => {
    const arn = await keyWith({ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:*', Resource: '*' });
    const Statement = {
      Effect: 'Allow',
      Action: 'kms:GenerateDataKey',
      Resource: '*',
      Condition: {
        StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' },
        Bool: { 'aws:ViaAWSService': 'true' },
      },
    };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await world.client(IAMClient).send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument }));
    await expect(use(arn, role)).rejects.toMatchObject(refused);
    expect((await use(arn, role, 'dynamodb.amazonaws.com')).KeyId).toBe(arn);
  });

  it('tells grants for AWS resources from others', async () => {
    const Condition = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
    const arn = await keyWith({
      Effect: 'Allow',
      Principal: { AWS: '000000000000' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition,
    });
    const grant = { GranteePrincipal: 'dynamodb.us-east-1.amazonaws.com', Operations: ['GenerateDataKey'] };
    await expect(use(arn, root, undefined, 'CreateGrant', grant)).rejects.toMatchObject(refused);
    await use(arn, root, 'dynamodb.amazonaws.com', 'CreateGrant', grant);
    const dynamodb: Principal = { kind: 'service', service: 'dynamodb.amazonaws.com', account: scope.account };
    expect((await use(arn, dynamodb)).KeyId).toBe(arn);
  });
});
