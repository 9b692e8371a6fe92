import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Node } from 'constructs';

/** What differs between the environments of one code base. */
export interface EnvironmentSettings {
  readonly streamMode: StreamMode;
  /** Unset for an on-demand stream. */
  readonly shardCount?: number;
  readonly streamRetention: Duration;
  readonly removalPolicy: RemovalPolicy;
  readonly protectData: boolean;
  /** The summary whose update the audit projector refuses, to show retries and dead letters. */
  readonly failOnSummary?: string;
}

export interface CustomDomain {
  readonly domainName: string;
  readonly hostedZoneId: string;
  /** ACM certificate of each region. */
  readonly certificateArns: Readonly<Record<string, string>>;
}

export interface TasksConfiguration {
  readonly environment: string;
  /** The first one holds the resources of all regions. */
  readonly regions: readonly [string, ...string[]];
  /** Unknown when the app is synthesised for any account. */
  readonly account?: string;
  readonly settings: EnvironmentSettings;
  /** The outside API that is told of every event; without it the notifiers do not run. */
  readonly notifyUrl?: string;
  readonly customDomain?: CustomDomain;
}

const disposable: EnvironmentSettings = {
  streamMode: StreamMode.PROVISIONED,
  shardCount: 1,
  streamRetention: Duration.hours(24),
  removalPolicy: RemovalPolicy.DESTROY,
  protectData: false,
  failOnSummary: '5',
};

const environments: Readonly<Record<string, EnvironmentSettings>> = {
  local: disposable,
  dev: disposable,
  prod: {
    streamMode: StreamMode.ON_DEMAND,
    streamRetention: Duration.hours(48),
    removalPolicy: RemovalPolicy.RETAIN,
    protectData: true,
  },
};

/** Reads the CDK context: `environment`, `regions`, `notifyUrl`, `failOnSummary` and `customDomain`. */
export function readConfiguration(
  node: Node,
  account: string | undefined = process.env['CDK_DEFAULT_ACCOUNT'],
): TasksConfiguration {
  const environment: string = node.tryGetContext('environment') ?? 'local';
  const known = environments[environment];
  if (known === undefined) {
    throw new Error(`environment is one of ${Object.keys(environments).join(', ')}, not "${environment}"`);
  }
  const failOnSummary: string | undefined = node.tryGetContext('failOnSummary');
  const notifyUrl: string | undefined = node.tryGetContext('notifyUrl');
  const customDomain: CustomDomain | undefined = node.tryGetContext('customDomain');
  return {
    environment,
    regions: readRegions(node.tryGetContext('regions') ?? ['us-east-1', 'us-west-2']),
    settings: { ...known, ...(failOnSummary === undefined ? {} : { failOnSummary: String(failOnSummary) }) },
    ...(account === undefined ? {} : { account }),
    ...(notifyUrl === undefined ? {} : { notifyUrl }),
    ...(customDomain === undefined ? {} : { customDomain }),
  };
}

/** A list in cdk.json, a comma-separated text on the command line (`-c regions=us-east-1,us-west-2`). */
function readRegions(context: string | readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = typeof context === 'string' ? context.split(',') : context;
  if (first === undefined || first === '') throw new Error('context "regions" names at least one region');
  return [first, ...others];
}
