import { allow } from '@snowglobe/constructs/grants';
import { Aws, Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct, type IConstruct } from 'constructs';

/** The system's own keys, one for each purpose. They are rotated every year. */
export class Keys extends Construct {
  /** The table of jobs. */
  readonly table: CustomerKey;
  /** Topics and queues. */
  readonly messages: CustomerKey;
  /** The access log of the API. */
  readonly accessLog: CustomerKey;

  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    this.table = new CustomerKey(this, 'JobsTableKey', props);
    this.messages = new CustomerKey(this, 'ErrorHandlingTopicKey', props);
    this.accessLog = new CustomerKey(this, 'JobsAPIAccessLogsKey', props);
    this.messages.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TopicsPutMessagesOnEncryptedQueues',
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** Lets CloudWatch Logs use the access log's key, for this log group only. */
  allowLogGroup(logGroupName: string): void {
    const { partition, region } = Stack.of(this);
    this.accessLog.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsAreEncryptedForOneLogGroup',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          ArnEquals: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${Aws.ACCOUNT_ID}:log-group:${logGroupName}`,
          },
        },
      }),
    );
  }
}

/** A key with its alias, `alias/<stack>/<id>`. */
export class CustomerKey extends Key {
  constructor(scope: Construct, id: string, { removalPolicy }: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id, {
      alias: `alias/${Stack.of(scope).stackName}/${id}`,
      description: `Jobs: ${id}`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy,
    });
  }

  /** What somebody needs who reads and writes through a service what this key encrypts. */
  allowUse(grantee: IGrantable): void {
    allow(
      grantee,
      ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      [this.keyArn],
    );
  }

  /** What somebody needs who sends to, or receives from, a topic or queue that this key encrypts. */
  allowMessages(grantee: IGrantable): void {
    allow(grantee, ['kms:Decrypt', 'kms:GenerateDataKey'], [this.keyArn]);
  }
}

/** The grants of CDK's constructs name families of key actions, on one key. */
export function acknowledgeKeyActions(scope: IConstruct): void {
  for (const action of ['kms:ReEncrypt*', 'kms:GenerateDataKey*']) {
    Validations.of(scope).acknowledge({
      id: `AwsSolutions-IAM5[Action::${action}]`,
      reason: "The construct's grant for what is encrypted names this family of actions, on one key only.",
    });
  }
}
