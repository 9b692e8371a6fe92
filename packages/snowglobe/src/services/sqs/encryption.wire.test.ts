import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, type SqsGlobe, startSqs } from './sqs-test-globe.ts';

describe('a queue under a key of KMS', () => {
  let globe: SqsGlobe;
  let kms: KMSClient;
  let KeyId: string;
  let url: string;

  beforeEach(async () => {
    globe = await startSqs();
    kms = globe.client(KMSClient);
    KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
    url = await globe.queue('secret', { KmsMasterKeyId: KeyId, KmsDataKeyReusePeriodSeconds: '60' });
  });

  afterEach(() => globe.stop());

  const may = (...Action: string[]) => ({ Effect: 'Allow', Action, Resource: '*' });

  /** A client of a function's role that may use all queues, and do these things in KMS. */
  const roleMay = async (...statements: object[]) => {
    const iam = globe.client(IAMClient);
    const trust = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const change = (...Statement: object[]) =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'r',
          PolicyName: 'p',
          PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [may('sqs:*'), ...Statement] }),
        }),
      );
    await change(...statements);
    const role = globe.globe.assumeRole('arn:aws:iam::000000000000:role/r', 'lambda.amazonaws.com', 's');
    return {
      sqs: globe.client(SQSClient, { credentials: globe.globe.issueCredentials(role, 3600), maxAttempts: 2 }),
      change,
    };
  };
  const send = (sqs: SQSClient, MessageBody = 'x') => sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
  const receive = async (sqs: SQSClient, QueueUrl = url) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.map(({ Body }) => Body);
  const denied = (action: string) => ({
    name: 'KmsAccessDenied',
    message: `User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to perform: kms:${action} on resource: ${KeyId} because no identity-based policy allows the kms:${action} action`,
  });

  it('takes messages from one who has kms:GenerateDataKey and kms:Decrypt', async () => {
    const { sqs, change } = await roleMay();
    await expect(send(sqs)).rejects.toMatchObject(denied('GenerateDataKey'));
    await change(may('kms:GenerateDataKey'));
    await expect(send(sqs)).rejects.toMatchObject(denied('Decrypt'));
    await change(may('kms:GenerateDataKey', 'kms:Decrypt'));
    await send(sqs);
    const Entries = [{ Id: 'a', MessageBody: 'y' }];
    const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(Successful).toHaveLength(1);
    expect(new Set(await globe.bodies(url))).toEqual(new Set(['x', 'y']));
  });

  it('gives messages to one who has kms:Decrypt; a refusal takes nothing', async () => {
    await globe.send(url, 'x');
    const { sqs, change } = await roleMay();
    await expect(receive(sqs)).rejects.toMatchObject(denied('Decrypt'));
    const Condition = {
      StringEquals: {
        'kms:ViaService': 'sqs.us-east-1.amazonaws.com',
        'kms:EncryptionContext:aws:sqs:arn': arnOf('secret'),
      },
    };
    await change({ ...may('kms:Decrypt'), Condition });
    expect(await receive(sqs)).toEqual(['x']);
  });

  it('ends a long poll when a message comes', async () => {
    const waiting = globe.bodies(url, { WaitTimeSeconds: 20 });
    await globe.send(url, 'x');
    expect(await waiting).toEqual(['x']);
  });

  it('asks KMS again when the reuse period is over', async () => {
    const { sqs, change } = await roleMay(may('kms:GenerateDataKey', 'kms:Decrypt'));
    await send(sqs);
    await change();
    await send(sqs);
    await globe.advance(60_000);
    await expect(send(sqs)).rejects.toMatchObject(denied('GenerateDataKey'));
  });

  it('says what is wrong with its key', async () => {
    await globe.send(url, 'x');
    await globe.advance(60_000);
    await kms.send(new DisableKeyCommand({ KeyId }));
    await expect(globe.send(url, 'y')).rejects.toMatchObject({ name: 'KmsDisabled', message: `${KeyId} is disabled.` });
    await expect(globe.bodies(url)).rejects.toMatchObject({ name: 'KmsDisabled' });
    await kms.send(new EnableKeyCommand({ KeyId }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await expect(globe.bodies(url)).rejects.toMatchObject({ name: 'KmsInvalidState' });
    const missing = await globe.queue('missing', { KmsMasterKeyId: 'alias/none' });
    await expect(globe.send(missing, 'y')).rejects.toMatchObject({ name: 'KmsNotFound' });
  });

  it('leaves a message under its key when it is moved to a dead-letter queue', async () => {
    const plain = await globe.queue('plain');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf('plain'), maxReceiveCount: 1 });
    await globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    await globe.send(url, 'x');
    expect(await globe.bodies(url, { VisibilityTimeout: 0 })).toEqual(['x']);
    expect(await globe.bodies(url)).toEqual([]);
    const { sqs, change } = await roleMay();
    await expect(receive(sqs, plain)).rejects.toMatchObject(denied('Decrypt'));
    await change(may('kms:Decrypt'));
    expect(await receive(sqs, plain)).toEqual(['x']);
  });

  it('with the managed key serves the whole account', async () => {
    const managed = await globe.queue('managed', { KmsMasterKeyId: 'alias/aws/sqs' });
    const { sqs } = await roleMay();
    await sqs.send(new SendMessageCommand({ QueueUrl: managed, MessageBody: 'x' }));
    expect(await receive(sqs, managed)).toEqual(['x']);
  });

  it('gets from a topic only what the key’s policy lets SNS encrypt', async () => {
    const Policy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
      ],
    });
    await globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
    const letters = await globe.queue('letters', { Policy });
    const sns = globe.client(SNSClient);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't' }));
    const Attributes = {
      RawMessageDelivery: 'true',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf('letters') }),
    };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arnOf('secret'), Attributes }));
    const publish = async (Message: string) => {
      await sns.send(new PublishCommand({ TopicArn, Message }));
      await globe.settle();
    };
    await publish('refused');
    expect([await globe.bodies(url), await globe.bodies(letters)]).toEqual([[], ['refused']]);
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: '*',
      },
    ];
    await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
    await publish('taken');
    expect(await globe.bodies(url)).toEqual(['taken']);
  });

  const openTo = async (service: string) => {
    const Statement = [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: '*' }];
    const Attributes = { Policy: JSON.stringify({ Statement }) };
    await globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  };
  const letUseKey = async (service: string) => {
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: '*',
      },
    ];
    await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
  };

  it('gets notifications of a bucket only when the key’s policy lets S3 use it', async () => {
    await openTo('s3.amazonaws.com');
    const s3 = globe.client(S3Client, { forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'snow' }));
    const QueueConfigurations = [{ QueueArn: arnOf('secret'), Events: ['s3:ObjectCreated:*' as const] }];
    const configure = () =>
      s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: 'snow',
          NotificationConfiguration: { QueueConfigurations },
        }),
      );
    await expect(configure()).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: 'Unable to validate the following destination configurations',
    });
    await letUseKey('s3.amazonaws.com');
    await configure();
    expect(await globe.bodies(url)).toHaveLength(1);
  });

  it('gets events of a rule only when the key’s policy lets EventBridge use it', async () => {
    await openTo('events.amazonaws.com');
    const letters = await globe.queue('letters');
    const policy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
      ],
    });
    await globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: letters, Attributes: { Policy: policy } }));
    const events = globe.client(EventBridgeClient);
    await events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["snow"]}' }));
    const Targets = [{ Id: 't', Arn: arnOf('secret'), DeadLetterConfig: { Arn: arnOf('letters') } }];
    await events.send(new PutTargetsCommand({ Rule: 'r', Targets }));
    const put = async () => {
      await events.send(new PutEventsCommand({ Entries: [{ Source: 'snow', DetailType: 'd', Detail: '{}' }] }));
      await globe.settle();
    };
    await put();
    const [letter] = await globe.receive(letters, { MessageAttributeNames: ['All'] });
    expect(letter?.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
    await letUseKey('events.amazonaws.com');
    await put();
    expect(await globe.bodies(url)).toHaveLength(1);
  });
});
