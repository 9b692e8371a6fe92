import type { Processor } from '@aws-sdk/client-firehose';
import { invalidArgument, unsupported } from './errors.ts';
import type { Destination } from './tables.ts';

/** Processors that do something here, and the parameters that they may have. */
const known: Readonly<Record<string, readonly string[]>> = {
  AppendDelimiterToRecord: ['Delimiter'],
  Lambda: ['LambdaArn', 'NumberOfRetries', 'RoleArn', 'BufferSizeInMBs', 'BufferIntervalInSeconds'],
  MetadataExtraction: ['MetadataExtractionQuery', 'JsonParsingEngine'],
  RecordDeAggregation: ['SubRecordType', 'Delimiter'],
};

/** Parameters that a processor cannot do without. */
const required: Readonly<Record<string, readonly string[]>> = {
  Lambda: ['LambdaArn'],
  MetadataExtraction: ['MetadataExtractionQuery', 'JsonParsingEngine'],
  RecordDeAggregation: ['SubRecordType'],
};

/** Values that a parameter may have, where they are few. */
const values: Readonly<Record<string, readonly string[]>> = {
  JsonParsingEngine: ['JQ-1.6'],
  SubRecordType: ['JSON', 'DELIMITED'],
};

/** Throws InvalidArgumentException for a processor that does nothing here. */
export function checkProcessor(processor: Processor): void {
  const { Parameters = [], Type } = processor;
  const parameters = known[Type ?? ''];
  if (!parameters) throw unsupported(`Processor type ${Type}`);
  for (const { ParameterName = '', ParameterValue = '' } of Parameters) {
    if (!parameters.includes(ParameterName)) throw unsupported(`Parameter ${ParameterName} of processor ${Type}`);
    if (values[ParameterName]?.includes(ParameterValue) === false) {
      throw invalidArgument(`${ParameterName} must be one of ${values[ParameterName]?.join(', ')}.`);
    }
  }
  for (const name of required[Type ?? ''] ?? []) {
    if (parameterOf(processor, name) === undefined) {
      throw invalidArgument(`A processor of type ${Type} needs the parameter ${name}.`);
    }
  }
  if (parameterOf(processor, 'SubRecordType') === 'DELIMITED' && !parameterOf(processor, 'Delimiter')) {
    throw invalidArgument('A processor of type RecordDeAggregation needs the parameter Delimiter for DELIMITED.');
  }
}

function parameterOf({ Parameters = [] }: Processor, name: string): string | undefined {
  return Parameters.find(({ ParameterName }) => ParameterName === name)?.ParameterValue;
}

function processorOf(destination: Destination, type: string): Processor | undefined {
  const { Enabled, Processors = [] } = destination.ProcessingConfiguration ?? {};
  return Enabled === true ? Processors.find(({ Type }) => Type === type) : undefined;
}

/** What follows each record, by default a newline; undefined when nothing does. */
export function delimiterOf(destination: Destination): string | undefined {
  const processor = processorOf(destination, 'AppendDelimiterToRecord');
  return processor && (parameterOf(processor, 'Delimiter') ?? '\\n').replaceAll('\\n', '\n');
}

/** How one record holds many, when it does: by a delimiter, or as JSON objects. */
export function deaggregationOf(destination: Destination): { readonly delimiter?: string } | undefined {
  const processor = processorOf(destination, 'RecordDeAggregation');
  if (!processor) return undefined;
  const encoded = parameterOf(processor, 'Delimiter');
  const delimited = parameterOf(processor, 'SubRecordType') === 'DELIMITED' && encoded !== undefined;
  return delimited ? { delimiter: Buffer.from(encoded, 'base64').toString('utf8') } : {};
}

/** The jq query that gives keys of partitions. */
export function extractionQueryOf(destination: Destination): string | undefined {
  const processor = processorOf(destination, 'MetadataExtraction');
  return processor && parameterOf(processor, 'MetadataExtractionQuery');
}

export interface LambdaProcessor {
  readonly functionArn: string;
  readonly roleArn: string;
  readonly retries: number;
  /** How much goes into one invocation. */
  readonly batchBytes: number;
  /** How long it may wait for more, where the function has a buffer of its own. */
  readonly intervalMs: number;
}

const bytesPerMb = 1024 * 1024;

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessorParameter.html: three retries and 1 MB by default. */
export function lambdaProcessorOf(destination: Destination): LambdaProcessor | undefined {
  const processor = processorOf(destination, 'Lambda');
  return (
    processor && {
      functionArn: parameterOf(processor, 'LambdaArn') ?? '',
      roleArn: parameterOf(processor, 'RoleArn') ?? destination.RoleARN ?? '',
      retries: Number(parameterOf(processor, 'NumberOfRetries') ?? 3),
      batchBytes: Number(parameterOf(processor, 'BufferSizeInMBs') ?? 1) * bytesPerMb,
      intervalMs: Number(parameterOf(processor, 'BufferIntervalInSeconds') ?? 60) * 1000,
    }
  );
}
