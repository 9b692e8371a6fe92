import { DisableKeyCommand } from '@aws-sdk/client-kms';
import { CreateTopicCommand, PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { type RoleAndKey, roleAndKey } from '../encryption-at-rest/testing/role-and-key.ts';

describe('a topic under a key of KMS', () => {
  let globe: TestGlobe;
  let role: RoleAndKey;
  let TopicArn: string | undefined;

  beforeEach(async () => {
    globe = await startTestGlobe({ clock: 'held' });
    role = await roleAndKey(globe, 'sns');
    const Attributes = { KmsMasterKeyId: role.keyArn };
    ({ TopicArn } = await globe.client(SNSClient).send(new CreateTopicCommand({ Name: 't', Attributes })));
  });

  afterEach(() => globe.stop());

  const publish = (sns: SNSClient) => sns.send(new PublishCommand({ TopicArn, Message: 'x' }));

  it('takes messages from one who has kms:GenerateDataKey and kms:Decrypt', async () => {
    const sns = globe.client(SNSClient, role.asRole);
    const denied = (action: string) => ({ name: 'KMSAccessDeniedException', message: role.refusal(action) });
    await expect(publish(sns)).rejects.toMatchObject(denied('kms:GenerateDataKey'));
    await role.grant('kms:GenerateDataKey');
    await expect(publish(sns)).rejects.toMatchObject(denied('kms:Decrypt'));
    await role.grant('kms:GenerateDataKey', 'kms:Decrypt');
    await publish(sns);
    const PublishBatchRequestEntries = [{ Id: 'a', Message: 'x' }];
    const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(Successful).toHaveLength(1);
  });

  it('takes nothing while the key is disabled', async () => {
    await role.kms.send(new DisableKeyCommand({ KeyId: role.keyArn }));
    await expect(publish(globe.client(SNSClient))).rejects.toMatchObject({
      name: 'KMSDisabledException',
      message: `${role.keyArn} is disabled.`,
    });
  });
});
