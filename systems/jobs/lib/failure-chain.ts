import { allow } from '@snowglobe/constructs/grants';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type IEventBus, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { EventBridgeDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { FailedJobsEventBus } from './failed-jobs-bus.ts';
import { JobFunction } from './job-function.ts';
import type { CustomerKey } from './keys.ts';

export interface FailureChainProps {
  /** The handler's file in src/functions, without its ending. */
  readonly code: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly bus: FailedJobsEventBus;
  readonly key: CustomerKey;
  readonly concurrency: number;
  readonly removalPolicy: RemovalPolicy;
}

/** How long an event of a failure is worth handling. */
const longestAge = Duration.hours(6);

/** A topic for failures and its handler. What the handler cannot handle goes to the bus; a replay brings it back to the handler. */
export class FailureChain extends Construct {
  readonly topic: Topic;
  readonly handler: JobFunction;
  readonly #key: CustomerKey;

  constructor(scope: Construct, id: string, { bus, key, concurrency, ...props }: FailureChainProps) {
    super(scope, id);
    this.#key = key;
    this.topic = new Topic(this, 'Topic', { displayName: props.description, masterKey: key, enforceSSL: true });
    this.handler = new JobFunction(this, 'Handler', { ...props, timeout: Duration.seconds(5) });
    (this.handler.node.defaultChild as CfnFunction).reservedConcurrentExecutions = concurrency;
    this.topic.addSubscription(new LambdaSubscription(this.handler));
    this.handler.configureAsyncInvoke({
      maxEventAge: longestAge,
      retryAttempts: 0,
      onFailure: new EventBridgeDestination(bus as IEventBus),
    });
    this.#addReplay(bus, props.description);
  }

  /** Lets somebody tell failures to the topic. */
  allowReport(grantee: IGrantable): void {
    allow(grantee, ['sns:Publish'], [this.topic.topicArn]);
    this.#key.allowMessages(grantee);
  }

  /** Only replayed events: the first failure of a handler must not call it again, for ever. */
  #addReplay(bus: FailedJobsEventBus, description: string): void {
    new Rule(this, 'Replay', {
      eventBus: bus,
      description: `${description}: replayed`,
      eventPattern: {
        source: ['lambda'],
        detailType: ['Lambda Function Invocation Result - Failure'],
        detail: { requestContext: { functionArn: Match.prefix(this.handler.functionArn) } },
        ...replayedOnly,
      },
      targets: [
        new LambdaFunction(this.handler, {
          event: RuleTargetInput.fromEventPath('$.detail.requestPayload'),
          maxEventAge: longestAge,
        }),
      ],
    });
  }
}

/** A field that only replayed events have. */
const replayedOnly = { 'replay-name': Match.exists() };
