import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allConsumers } from '../src/kinds/registry.ts';
import { JobsApi } from './api/jobs-api.ts';
import type { JobsConfiguration } from './configuration.ts';
import { Consumer } from './consumer.ts';
import { FailedJobsEventBus } from './failed-jobs-bus.ts';
import { FanOut } from './fan-out.ts';
import { JobsTable } from './jobs-table.ts';
import { Keys } from './keys.ts';
import { Watch } from './watch.ts';

export interface JobsStackProps extends StackProps {
  readonly configuration: JobsConfiguration;
}

/** The whole system of one region. */
export class JobsStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, ...props }: JobsStackProps) {
    super(scope, id, { ...props, terminationProtection: configuration.settings.protectData });
    const { settings, environment, timeoutSeconds } = configuration;
    const { removalPolicy } = settings;
    const keys = new Keys(this, 'Keys', settings);
    const key = keys.messages;
    const table = new JobsTable(this, 'Table', { ...settings, key: keys.table });
    const bus = new FailedJobsEventBus(this, 'FailedJobs');
    const fanOut = new FanOut(this, 'FanOut', {
      table,
      bus,
      key,
      concurrency: settings.errorHandlerConcurrency,
      removalPolicy,
    });
    const consumers = allConsumers.map(
      (consumer) =>
        [
          consumer,
          new Consumer(this, pascalCase(consumer), {
            consumer,
            table,
            fanOut,
            bus,
            key,
            timeoutSeconds,
            concurrency: settings.consumerConcurrency,
            errorHandlerConcurrency: settings.errorHandlerConcurrency,
            removalPolicy,
          }),
        ] as const,
    );
    const failures = Object.fromEntries(consumers.map(([consumer, made]) => [consumer, made.failures]));
    const watch = new Watch(this, 'Watch', { table, failures, removalPolicy });
    const http = new JobsApi(this, 'Http', { ...settings, table, keys, stageName: environment });
    this.#output({
      ApiUrl: http.api.url,
      ApiId: http.api.restApiId,
      StageName: environment,
      JobsAPIInvokeRoleArn: http.invokeRole.roleArn,
      TableName: table.tableName,
      JobsTopicArn: fanOut.topic.topicArn,
      FailedJobsEventBusArn: bus.eventBusArn,
      ArchiveArn: bus.archiveOfAll.attrArn,
      DispatcherFunctionName: fanOut.dispatcher.functionName,
      SecondDispatcherFunctionName: fanOut.failures.handler.functionName,
      WatchFunctionName: watch.handler.functionName,
      WatchRuleName: watch.rule.ruleName,
      TryIt: `npm run jobs -w systems/jobs -- submit --seconds 3`,
    });
    for (const [consumer, made] of consumers) this.#addConsumerOutputs(pascalCase(consumer), made);
  }

  #addConsumerOutputs(name: string, { handler, failures, deadLetters }: Consumer): void {
    this.#output({
      [`${name}FunctionName`]: handler.functionName,
      [`${name}ErrorHandlerFunctionName`]: failures.handler.functionName,
      [`${name}DeadLettersUrl`]: deadLetters.queueUrl,
    });
  }

  #output(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}

/** `consumer_1` as part of a logical id: `Consumer1`. */
function pascalCase(name: string): string {
  return name.replace(/(^|_)([a-z0-9])/g, (_match, _start, letter: string) => letter.toUpperCase());
}
