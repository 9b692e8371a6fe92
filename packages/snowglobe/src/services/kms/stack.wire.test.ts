import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeKeyCommand, GetKeyRotationStatusCommand, KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';

const template = (more: object) =>
  JSON.stringify({
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: {
          PendingWindowInDays: 7,
          KeyPolicy: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
                Action: 'kms:*',
                Resource: '*',
              },
            ],
          },
          ...more,
        },
      },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/of-stack', TargetKeyId: { Ref: 'Key' } } },
    },
    Outputs: {
      Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } },
      Id: { Value: { 'Fn::GetAtt': ['Key', 'KeyId'] } },
      Alias: { Value: { Ref: 'Alias' } },
    },
  });

it('makes, changes and deletes keys and aliases as a template says', async () => {
  const globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  const stacks = globe.client(CloudFormationClient);
  const kms = globe.client(KMSClient);
  const StackName = 'keys';
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: template({ EnableKeyRotation: true }) }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks?.[0]).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  const outputs = Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((each) => [each.OutputKey, each.OutputValue]));
  const KeyId = outputs.Id;
  expect(outputs).toMatchObject({ Arn: `arn:aws:kms:us-east-1:000000000000:key/${KeyId}`, Alias: 'alias/of-stack' });
  expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).toMatchObject({ KeyRotationEnabled: true });

  const changed = template({ Description: 'changed', Enabled: false });
  await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: changed }));
  await globe.settle();
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/of-stack' }));
  expect(KeyMetadata).toMatchObject({ KeyId, Description: 'changed', KeyState: 'Disabled' });
  expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).toMatchObject({ KeyRotationEnabled: false });

  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  const gone = await kms.send(new DescribeKeyCommand({ KeyId }));
  expect(gone.KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion', DeletionDate: new Date(Date.UTC(2026, 0, 8)) });
  expect((await kms.send(new ListAliasesCommand({}))).Aliases).toEqual([]);
  await globe.stop();
});
