import { formatInstant } from './date-pattern.ts';
import { invalidArgument } from './errors.ts';
import { limits } from './limits.ts';

/** Where keys of dynamic partitioning come from: the namespaces of a prefix. */
export type PartitionNamespace = 'partitionKeyFromLambda' | 'partitionKeyFromQuery';

/** By namespace, then by name. */
export type PartitionKeys = Readonly<Partial<Record<PartitionNamespace, Readonly<Record<string, string>>>>>;

export interface PrefixValues {
  /** When the batch's oldest record arrived. */
  readonly at: number;
  /** Default: UTC. */
  readonly zone?: string | undefined;
  readonly randomString: () => string;
  /** `processing-failed`; absent where no error is written. */
  readonly errorOutputType?: string | undefined;
  readonly partitionKeys?: PartitionKeys | undefined;
}

const defaultTime = 'yyyy/MM/dd/HH/';
const expression = /!\{([^}:]*):([^}]*)\}/g;

/** The value of a prefix. Without a timestamp in it, the hour follows, unless it is partitioned. */
export function prefixValue(prefix: string, values: PrefixValues): string {
  const text = prefix.replace(expression, (_, namespace: string, value: string) => valueOf(namespace, value, values));
  const complete = prefix.includes('!{timestamp:') || values.partitionKeys !== undefined;
  return complete ? text : text + formatInstant(defaultTime, values.at, values.zone);
}

/** The prefix of errors: without one, the type of error follows the prefix of the data. */
export function errorPrefixValue(prefix: string | undefined, errorPrefix: string | undefined, values: PrefixValues) {
  return prefixValue(errorPrefix || `${prefix ?? ''}${values.errorOutputType}/`, values);
}

function valueOf(namespace: string, value: string, values: PrefixValues): string {
  if (namespace === 'timestamp') return formatInstant(value, values.at, values.zone);
  if (namespace === 'firehose' && value === 'random-string') return values.randomString();
  if (namespace === 'firehose' && value === 'error-output-type' && values.errorOutputType !== undefined) {
    return values.errorOutputType;
  }
  const keys = values.partitionKeys?.[namespace as PartitionNamespace];
  const key = keys?.[value];
  if (key !== undefined) return key;
  throw invalidArgument(`Invalid expression !{${namespace}:${value}} in the prefix.`);
}

/** The keys of partitions that a prefix names. */
export function partitionKeyNames(prefix = ''): readonly (readonly [PartitionNamespace, string])[] {
  return [...prefix.matchAll(expression)].flatMap(([, namespace = '', value = '']) =>
    namespace === 'partitionKeyFromLambda' || namespace === 'partitionKeyFromQuery'
      ? [[namespace, value] as const]
      : [],
  );
}

/** Throws InvalidArgumentException when a stream could not write with these prefixes. */
export function checkPrefixes(prefix = '', errorPrefix = ''): void {
  const trial = { at: 0, randomString: () => '' };
  const keys: Record<PartitionNamespace, Record<string, string>> = {
    partitionKeyFromLambda: {},
    partitionKeyFromQuery: {},
  };
  for (const [namespace, name] of partitionKeyNames(prefix)) keys[namespace][name] = '';
  const value = prefixValue(prefix, { ...trial, partitionKeys: keys });
  const errorValue = prefixValue(errorPrefix, { ...trial, errorOutputType: 'processing-failed' });
  if (Math.max(value.length, errorValue.length) > limits.prefixLength) {
    throw invalidArgument(`A prefix can't be greater than ${limits.prefixLength} characters after it is evaluated.`);
  }
  if (/!\{\w+:/.test(prefix) && errorPrefix === '') {
    throw invalidArgument('ErrorOutputPrefix must be given when Prefix contains expressions.');
  }
  if (errorPrefix.includes('!{') && !errorPrefix.includes('!{firehose:error-output-type}')) {
    throw invalidArgument('ErrorOutputPrefix with expressions must contain !{firehose:error-output-type}.');
  }
}

/** AWS's object names: `<stream>-<version>-<yyyy-MM-dd-HH-mm-ss>-<uuid>`. */
export function objectName(stream: string, versionId: string, uuid: string, { at, zone }: PrefixValues): string {
  return `${stream}-${versionId}-${formatInstant('yyyy-MM-dd-HH-mm-ss', at, zone)}-${uuid}`;
}
