import { type CfnElement, Duration, type RemovalPolicy, Size, Stack, Validations } from 'aws-cdk-lib';
import {
  type Compression,
  DeliveryStream,
  EnableLogging,
  LambdaFunctionProcessor,
  S3Bucket,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { acknowledgeKeyActions } from './encryption-key.ts';
import { type Lake, lakePrefixes } from './lake.ts';

export interface EntranceProps {
  readonly key: IKey;
  readonly lake: Lake;
  readonly transformer: IFunction;
  readonly compression: Compression;
  readonly removalPolicy: RemovalPolicy;
}

/** Where data comes in: producers put records on this stream, it hands them to the transformer and keeps them in the lake. */
export class Entrance extends Construct {
  readonly stream: DeliveryStream;

  constructor(scope: Construct, id: string, props: EntranceProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: props.removalPolicy,
    });
    this.stream = new DeliveryStream(this, 'Stream', {
      encryption: StreamEncryption.customerManagedKey(props.key),
      destination: new S3Bucket(props.lake as IBucket, {
        bufferingSize: Size.mebibytes(1),
        bufferingInterval: Duration.seconds(60),
        compression: props.compression,
        encryptionKey: props.key,
        dataOutputPrefix: `${lakePrefixes.records}!{timestamp:yyyy/MM/dd/HH}/`,
        errorOutputPrefix: `${lakePrefixes.failed}!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/`,
        // The transformer ends every record with a newline.
        processors: [new LambdaFunctionProcessor(props.transformer, { retries: 3 })],
        loggingConfig: new EnableLogging(logGroup),
      }),
    });
    this.#acknowledge(props);
  }

  #acknowledge({ lake, transformer }: EntranceProps): void {
    acknowledgeKeyActions(this);
    const idOf = (resource: IConstruct) => Stack.of(this).getLogicalId(resource.node.defaultChild as CfnElement);
    const validations = Validations.of(this);
    for (const action of ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*']) {
      validations.acknowledge({
        id: `AwsSolutions-IAM5[Action::${action}]`,
        reason: "Firehose's role is given what its documentation demands, on the lake only.",
      });
    }
    validations.acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${idOf(lake)}.Arn>/*]`,
      reason: 'Firehose names the objects itself.',
    });
    validations.acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${idOf(transformer)}.Arn>:*]`,
      reason: 'Firehose calls the transformer by a qualified ARN: any version of this one function.',
    });
  }
}
