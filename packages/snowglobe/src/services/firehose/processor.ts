import type { Processor } from '@aws-sdk/client-firehose';
import { invalidArgument, unsupported } from './errors.ts';
import type { Destination } from './tables.ts';

/** Processors that do something here, and the parameters that they may have. */
const known: Readonly<Record<string, readonly string[]>> = {
  AppendDelimiterToRecord: ['Delimiter'],
  Lambda: ['LambdaArn', 'NumberOfRetries', 'RoleArn', 'BufferSizeInMBs', 'BufferIntervalInSeconds'],
};

/** Throws InvalidArgumentException for a processor that does nothing here. */
export function checkProcessor(processor: Processor): void {
  const { Parameters = [], Type } = processor;
  const parameters = known[Type ?? ''];
  if (!parameters) throw unsupported(`Processor type ${Type}`);
  for (const { ParameterName = '' } of Parameters) {
    if (!parameters.includes(ParameterName)) throw unsupported(`Parameter ${ParameterName} of processor ${Type}`);
  }
  if (Type === 'Lambda' && parameterOf(processor, 'LambdaArn') === undefined) {
    throw invalidArgument('A processor of type Lambda needs the parameter LambdaArn.');
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

export interface LambdaProcessor {
  readonly functionArn: string;
  readonly roleArn: string;
  readonly retries: number;
  /** How much goes into one invocation. */
  readonly batchBytes: number;
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
    }
  );
}
