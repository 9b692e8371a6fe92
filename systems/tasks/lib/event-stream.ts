import { Validations } from 'aws-cdk-lib';
import { CfnStream, Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import type { EnvironmentSettings } from './configuration.ts';

/** The domain events of one region's replica of the log, in order per task, for consumers inside and outside this system. */
export class EventStream extends Stream {
  constructor(scope: Construct, id: string, settings: EnvironmentSettings) {
    super(scope, id, {
      streamMode: settings.streamMode,
      ...(settings.shardCount === undefined ? {} : { shardCount: settings.shardCount }),
      retentionPeriod: settings.streamRetention,
      encryption: StreamEncryption.MANAGED,
      removalPolicy: settings.removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-KDS3',
      reason: 'One tenant and no secrets in the events: the key that AWS manages (alias/aws/kinesis) is enough.',
    });
    if (settings.protectData && this.node.defaultChild instanceof CfnStream) {
      this.node.defaultChild.desiredShardLevelMetrics = ['IncomingBytes', 'OutgoingBytes'];
    }
  }
}
