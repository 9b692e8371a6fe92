import type { PipeEnrichmentParameters, PipeSourceParameters, PipeTargetParameters } from '@aws-sdk/client-pipes';
import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import { compileEventPattern } from '../../delivery/patterns/event-pattern.ts';
import { InvalidPattern } from '../../delivery/patterns/invalid-pattern.ts';
import { enrichmentKind } from './enrichment.ts';
import { unsupported, validation } from './errors.ts';
import { pipesService } from './service-principal.ts';
import type { PipeRow } from './tables.ts';
import { targetKind } from './targets/send-batch.ts';

const sourceMembers: Readonly<
  Record<string, 'SqsQueueParameters' | 'KinesisStreamParameters' | 'DynamoDBStreamParameters'>
> = {
  sqs: 'SqsQueueParameters',
  kinesis: 'KinesisStreamParameters',
  dynamodb: 'DynamoDBStreamParameters',
};

const refusedSourceMembers = [
  'ActiveMQBrokerParameters',
  'RabbitMQBrokerParameters',
  'ManagedStreamingKafkaParameters',
  'SelfManagedKafkaParameters',
] as const;

const targetMembers = new Set<string>([
  'InputTemplate',
  'LambdaFunctionParameters',
  'KinesisStreamParameters',
  'SqsQueueParameters',
  'EventBridgeEventBusParameters',
  'CloudWatchLogsParameters',
  'HttpParameters',
]);

/** Throws where something of a pipe cannot be honoured, by name, or is wrong. */
export function checkPipe(globe: Globe, row: PipeRow): void {
  checkSource(globe, row.source, row.sourceParameters);
  checkEnrichment(row.enrichment, row.enrichmentParameters);
  checkTarget(row.target, row.targetParameters);
  checkRole(globe, row);
}

function checkSource(globe: Globe, source: string, parameters: PipeSourceParameters): void {
  for (const member of refusedSourceMembers) if (parameters[member] !== undefined) throw unsupported(member);
  const service = parseArn(source)?.service ?? '';
  const member = sourceMembers[service];
  if (!member) throw unsupported(`The source ${source}`);
  if (globe.eventSource(source)?.exists(globe, source) !== true)
    throw validation(`The source ${source} does not exist.`);
  const given = Object.values(sourceMembers).find((other) => other !== member && parameters[other] !== undefined);
  if (given !== undefined) throw validation(`${given} does not fit the source ${source}.`);
  if (service !== 'sqs' && parameters[member] === undefined) {
    throw validation(`${member} must be given for the source ${source}.`);
  }
  for (const { Pattern = '' } of parameters.FilterCriteria?.Filters ?? []) checkPattern(Pattern);
}

function checkPattern(text: string): void {
  try {
    compileEventPattern(text);
  } catch (error) {
    if (error instanceof InvalidPattern) throw validation(`Event pattern is not valid. Reason: ${error.message}`);
    throw error;
  }
}

function checkEnrichment(enrichment: string | undefined, parameters: PipeEnrichmentParameters | undefined): void {
  const kind = enrichment === undefined ? undefined : enrichmentKind(enrichment);
  if (enrichment !== undefined && kind === undefined) throw unsupported(`The enrichment ${enrichment}`);
  if (parameters?.HttpParameters !== undefined && (kind === undefined || kind === 'function')) {
    throw validation('HttpParameters fit API destinations and APIs only.');
  }
}

function checkTarget(target: string, parameters: PipeTargetParameters): void {
  const refused = Object.entries(parameters).find(
    ([member, value]) => value !== undefined && !targetMembers.has(member),
  );
  if (refused) throw unsupported(`TargetParameters.${refused[0]}`);
  if (parameters.EventBridgeEventBusParameters?.EndpointId !== undefined) throw unsupported('EndpointId');
  if (targetKind(target) === undefined) throw unsupported(`The target ${target}`);
  const service = parseArn(target)?.service;
  if (service === 'kinesis' && parameters.KinesisStreamParameters === undefined) {
    throw validation(`KinesisStreamParameters must be given for the target ${target}.`);
  }
  if (target.endsWith('.fifo') && parameters.SqsQueueParameters?.MessageGroupId === undefined && service === 'sqs') {
    throw validation('A MessageGroupId must be given for a FIFO queue.');
  }
}

function checkRole(globe: Globe, { arn, roleArn }: PipeRow): void {
  try {
    globe.assumeRole(roleArn, pipesService, 'check', { sourceArn: arn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validation(`The role ${roleArn} cannot be assumed by ${pipesService}.`);
  }
}
