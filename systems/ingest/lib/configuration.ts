import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Compression } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Node } from 'constructs';

/** What differs between the environments of one code base. */
export interface EnvironmentSettings {
  readonly compression: Compression;
  readonly removalPolicy: RemovalPolicy;
  readonly protectData: boolean;
  /** How long items stay in the table. */
  readonly itemsKept: Duration;
  /** When objects of the lake move to Glacier, and when they end. */
  readonly glacierAfter: Duration;
  readonly objectsKept: Duration;
  readonly eventsArchived: Duration;
}

export interface IngestConfiguration {
  readonly environment: string;
  readonly region: string;
  /** Unknown when the app is synthesised for any account. */
  readonly account?: string;
  readonly settings: EnvironmentSettings;
  /** Further regions of the table; its stream is read in the first region only. */
  readonly tableReplicas: readonly string[];
  /** The region where the lake's objects are copied to. */
  readonly replicateTo?: string;
}

const disposable: EnvironmentSettings = {
  compression: Compression.UNCOMPRESSED,
  removalPolicy: RemovalPolicy.DESTROY,
  protectData: false,
  itemsKept: Duration.days(90),
  glacierAfter: Duration.days(30),
  objectsKept: Duration.days(365),
  eventsArchived: Duration.days(30),
};

const environments: Readonly<Record<string, EnvironmentSettings>> = {
  local: disposable,
  dev: disposable,
  prod: {
    ...disposable,
    compression: Compression.GZIP,
    removalPolicy: RemovalPolicy.RETAIN,
    protectData: true,
    objectsKept: Duration.days(7 * 365),
  },
};

/** Reads the CDK context: `environment`, `region`, `tableReplicas` and `replicateTo`. */
export function readConfiguration(
  node: Node,
  account: string | undefined = process.env['CDK_DEFAULT_ACCOUNT'],
): IngestConfiguration {
  const environment: string = node.tryGetContext('environment') ?? 'local';
  const settings = environments[environment];
  if (settings === undefined) {
    throw new Error(`environment is one of ${Object.keys(environments).join(', ')}, not "${environment}"`);
  }
  const region: string = node.tryGetContext('region') ?? 'eu-north-1';
  const replicateTo: string | undefined = node.tryGetContext('replicateTo') || undefined;
  if (replicateTo === region) throw new Error('context "replicateTo" is another region than the system\'s own');
  return {
    environment,
    region,
    settings,
    tableReplicas: readRegions(node.tryGetContext('tableReplicas')),
    ...(account === undefined ? {} : { account }),
    ...(replicateTo === undefined ? {} : { replicateTo }),
  };
}

/** A list in cdk.json, a comma-separated text on the command line (`-c tableReplicas=eu-west-1`). */
function readRegions(context: string | readonly string[] | undefined): readonly string[] {
  const regions = typeof context === 'string' ? context.split(',') : (context ?? []);
  return regions.filter((region) => region !== '');
}
