import { allow } from '@snowglobe/constructs/grants';
import { Aws, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct, IConstruct } from 'constructs';

/** The system's own key: stream, queues, tables and lake are encrypted with it. It is rotated every year. */
export class EncryptionKey extends Key {
  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id, {
      description: 'Ingest: encrypts the stream, the queues, the tables and the lake',
      enableKeyRotation: true,
      removalPolicy: props.removalPolicy,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EventBridgePutsDeadLettersOnEncryptedQueues',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** What a function needs to read and write what this key encrypts, through SQS and DynamoDB. */
  allowUse(grantee: IGrantable): void {
    const actions = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'];
    allow(
      grantee,
      actions.map((action) => `kms:${action}`),
      [this.keyArn],
    );
  }
}

/** The grants of CDK's constructs name the two families of data key actions, on this one key. */
export function acknowledgeKeyActions(scope: IConstruct): void {
  for (const action of ['kms:ReEncrypt*', 'kms:GenerateDataKey*']) {
    Validations.of(scope).acknowledge({
      id: `AwsSolutions-IAM5[Action::${action}]`,
      reason: "The construct's grant for what is encrypted names this family of actions, on the system's one key only.",
    });
  }
}
