import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DisableKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { type RoleAndKey, roleAndKey } from '../encryption-at-rest/testing/role-and-key.ts';

const logGroupName = 'g';
const logGroupArn = 'arn:aws:logs:us-east-1:000000000000:log-group:g';

describe('a log group under a key of KMS', () => {
  let globe: TestGlobe;
  let role: RoleAndKey;
  let logs: CloudWatchLogsClient;

  beforeEach(async () => {
    globe = await startTestGlobe({ clock: 'held' });
    role = await roleAndKey(globe, 'logs');
    logs = globe.client(CloudWatchLogsClient);
  });

  afterEach(() => globe.stop());

  const letLogsUseIt = () => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { Service: 'logs.us-east-1.amazonaws.com' },
        Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        Resource: '*',
        Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
      },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    return role.kms.send(new PutKeyPolicyCommand({ KeyId: role.keyArn, Policy }));
  };

  it('needs a key whose policy lets Logs use it for this group', async () => {
    const create = (name: string) =>
      logs.send(new CreateLogGroupCommand({ logGroupName: name, kmsKeyId: role.keyArn }));
    await expect(create(logGroupName)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `The specified KMS key does not exist or is not allowed to be used with LogGroup '${logGroupArn}'`,
    });
    await letLogsUseIt();
    await create(logGroupName);
    await expect(create('other')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toMatchObject([{ logGroupName, kmsKeyId: role.keyArn }]);
  });

  it('gives its events only while the key can be used', async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
    await letLogsUseIt();
    await logs.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId: role.keyArn }));
    const logEvents = [{ message: 'x', timestamp: globe.globe.clock.now() }];
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
    const read = async () => (await logs.send(new FilterLogEventsCommand({ logGroupName }))).events?.length;
    expect(await read()).toBe(1);
    await role.kms.send(new DisableKeyCommand({ KeyId: role.keyArn }));
    await globe.advance(5 * 60_000);
    await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await logs.send(new DisassociateKmsKeyCommand({ logGroupName }));
    expect(await read()).toBe(1);
  });
});
