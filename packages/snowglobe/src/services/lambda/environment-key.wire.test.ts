import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { InvokeCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LambdaGlobe, roleArn, startLambda } from './testing/lambda-test-globe.ts';

const code = 'exports.handler = async () => process.env.SECRET;';

describe('an environment under a customer’s key', () => {
  let globe: LambdaGlobe;
  let kms: KMSClient;
  let KMSKeyArn: string;

  beforeEach(async () => {
    globe = await startLambda({ clock: 'held' }, ['logs:*']);
    kms = globe.client(KMSClient);
    KMSKeyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  });

  afterEach(() => globe.stop());

  const Environment = { Variables: { SECRET: 'ice' } };
  const make = () => globe.create(code, { Environment, KMSKeyArn });
  const changed = (FunctionName: string) =>
    globe.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 10 }));

  it('is decrypted by the function’s role, which got a grant for it', async () => {
    const name = await make();
    expect(await globe.answer(name)).toBe('ice');
    await changed(name);
    expect(await globe.answer(name)).toBe('ice');
  });

  it('is refused to new environments while the key cannot be used', async () => {
    const FunctionName = await make();
    await kms.send(new DisableKeyCommand({ KeyId: KMSKeyArn }));
    const invoke = () => globe.lambda.send(new InvokeCommand({ FunctionName }));
    await expect(invoke()).rejects.toMatchObject({
      name: 'KMSDisabledException',
      message: `Lambda was unable to decrypt the environment variables because the KMS key used is disabled. Please check the function's KMS key settings. KMS Exception: DisabledException KMS Message: ${KMSKeyArn} is disabled.`,
      $metadata: { httpStatusCode: 502 },
    });
    await kms.send(new EnableKeyCommand({ KeyId: KMSKeyArn }));
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:*', Resource: '*' },
      { Effect: 'Deny', Principal: { AWS: roleArn }, Action: 'kms:Decrypt', Resource: '*' },
    ];
    await kms.send(
      new PutKeyPolicyCommand({ KeyId: KMSKeyArn, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
    );
    await expect(invoke()).rejects.toMatchObject({ name: 'KMSAccessDeniedException' });
  });

  it('is taken only from one who may let the role use the key', async () => {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:Put*', Resource: '*' }];
    await kms.send(
      new PutKeyPolicyCommand({ KeyId: KMSKeyArn, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
    );
    await expect(make()).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('because the KMS key is invalid for CreateGrant.') as string,
    });
    await expect(globe.lambda.send(new InvokeCommand({ FunctionName: 'f1' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
