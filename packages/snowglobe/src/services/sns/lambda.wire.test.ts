import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { startLambda } from '../lambda/testing/lambda-test-globe.ts';

test('a function that may be invoked gets the message as an event', async () => {
  const globe = await startLambda();
  const sns = globe.client(SNSClient);
  const FunctionName = await globe.create(
    'exports.handler = async (event) => { console.log("got " + JSON.stringify(event)); }',
  );
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'invoking' }));
  const Endpoint = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
  const subscribe = new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint });
  const { SubscriptionArn } = await sns.send(subscribe);
  await sns.send(new PublishCommand({ TopicArn, Message: 'not allowed yet' }));
  await globe.settle();
  await globe.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'sns',
      Action: 'lambda:InvokeFunction',
      Principal: 'sns.amazonaws.com',
      SourceArn: TopicArn,
    }),
  );
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'a' } };
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message: 'hello', MessageAttributes }));
  const lines = (await globe.logs(FunctionName)).filter((line) => line.includes('got '));
  expect(lines).toHaveLength(1);
  const event: unknown = JSON.parse(/got (.*)/.exec(lines[0] ?? '')?.[1] ?? '');
  expect(event).toEqual({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: SubscriptionArn,
        Sns: {
          Type: 'Notification',
          MessageId,
          TopicArn,
          Subject: null,
          Message: 'hello',
          Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          SignatureVersion: '1',
          Signature: expect.any(String),
          SigningCertUrl: expect.stringMatching(/\.pem$/),
          UnsubscribeUrl: expect.stringContaining('Action=Unsubscribe'),
          MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
        },
      },
    ],
  });
  await globe.stop();
});
