import { RemovalPolicy } from 'aws-cdk-lib';
import type { Node } from 'constructs';

/** What differs between the environments of one code base. */
export interface EnvironmentSettings {
  readonly removalPolicy: RemovalPolicy;
  readonly protectData: boolean;
  /** Requests a second, and how many at once. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** How many messages each consumer works on at once. */
  readonly consumerConcurrency: number;
  /** What is kept free for each error handler, so that failures are recorded when all else is busy. */
  readonly errorHandlerConcurrency: number;
}

export interface JobsConfiguration {
  readonly environment: string;
  readonly region: string;
  /** Unknown when the app is synthesised for any account. */
  readonly account?: string;
  readonly settings: EnvironmentSettings;
  /** The longest that a job may take. */
  readonly timeoutSeconds: number;
}

const disposable: EnvironmentSettings = {
  removalPolicy: RemovalPolicy.DESTROY,
  protectData: false,
  throttle: { rate: 100, burst: 100 },
  consumerConcurrency: 100,
  errorHandlerConcurrency: 20,
};

const environments: Readonly<Record<string, EnvironmentSettings>> = {
  // On one's own machine nothing has to be held back.
  local: { ...disposable, throttle: { rate: 10_000, burst: 5_000 } },
  dev: disposable,
  prod: {
    ...disposable,
    removalPolicy: RemovalPolicy.RETAIN,
    protectData: true,
    throttle: { rate: 1_000, burst: 500 },
    errorHandlerConcurrency: 100,
  },
};

/** Reads the CDK context: `environment`, `region` and `timeoutSeconds`. */
export function readConfiguration(
  node: Node,
  account: string | undefined = process.env['CDK_DEFAULT_ACCOUNT'],
): JobsConfiguration {
  const environment: string = node.tryGetContext('environment') ?? 'local';
  const settings = environments[environment];
  if (settings === undefined) {
    throw new Error(`environment is one of ${Object.keys(environments).join(', ')}, not "${environment}"`);
  }
  const timeoutSeconds = Number(node.tryGetContext('timeoutSeconds') ?? 300);
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1)
    throw new Error('timeoutSeconds is a whole number from 1');
  return {
    environment,
    region: node.tryGetContext('region') ?? 'us-east-1',
    settings,
    timeoutSeconds,
    ...(account === undefined ? {} : { account }),
  };
}
