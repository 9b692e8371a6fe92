import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { FailureChain } from './failure-chain.ts';
import { JobFunction } from './job-function.ts';
import type { JobsTable } from './jobs-table.ts';

export interface WatchProps {
  readonly table: JobsTable;
  /** By consumer. */
  readonly failures: Readonly<Record<string, FailureChain>>;
  readonly removalPolicy: RemovalPolicy;
}

/** Looks once a minute for jobs that somebody lost, and tells their failure. */
export class Watch extends Construct {
  readonly handler: JobFunction;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, { table, failures, removalPolicy }: WatchProps) {
    super(scope, id);
    const topicArns = Object.entries(failures).map(([consumer, { topic }]) => `"${consumer}":"${topic.topicArn}"`);
    this.handler = new JobFunction(this, 'Handler', {
      code: 'watch',
      description: 'Jobs: looks for jobs that were lost',
      environment: { TABLE_NAME: table.tableName, FAILURE_TOPIC_ARNS: `{${topicArns.join(',')}}` },
      timeout: Duration.seconds(50),
      removalPolicy,
    });
    table.allowSearch(this.handler);
    for (const chain of Object.values(failures)) chain.allowReport(this.handler);
    this.rule = new Rule(this, 'EveryMinute', {
      description: 'Jobs: looks for jobs that were lost',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.handler, { retryAttempts: 0 })],
    });
  }
}
