import type { Target } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../../contract/arn.ts';
import type { Globe } from '../../../contract/globe.ts';
import { invalidParameter, unsupported, validation } from '../errors.ts';
import { fillTemplate, isSendable } from '../input-template.ts';
import { parseJsonPath } from '../json-path.ts';
import type { RuleTarget } from '../tables.ts';
import { isApiDestinationArn, isTarget } from './target-kind.ts';

const refusedMembers = [
  'RunCommandParameters',
  'EcsParameters',
  'BatchParameters',
  'RedshiftDataParameters',
  'SageMakerPipelineParameters',
  'AppSyncParameters',
] as const;

/** Services that are called in a role's name only. */
const needRole = new Set(['kinesis', 'firehose', 'states']);

/** A target that can be honoured; throws AWS's refusals, and names what is not supported. */
export function checkedTarget(globe: Globe, target: Target): RuleTarget {
  const { Id = '', Arn = '' } = target;
  for (const member of refusedMembers) if (target[member] !== undefined) throw unsupported(`${member} of a target`);
  const arn = parseArn(Arn);
  if (!arn) throw invalidParameter(Arn, 'Provided Arn is not in correct format.');
  if (!isTarget(globe, Arn)) throw unsupported(`A target of the service ${arn.service} (${Arn})`);
  if (target.RoleArn === undefined && (needRole.has(arn.service) || isApiDestinationArn(Arn))) {
    throw validation(`RoleArn is required for target ${Arn}.`);
  }
  if (arn.service === 'sqs' && arn.resource.endsWith('.fifo') && target.SqsParameters?.MessageGroupId === undefined) {
    throw validation(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  }
  checkDeadLetters(target);
  checkInput(Id, target);
  return { ...target, Id, Arn };
}

function checkDeadLetters({ DeadLetterConfig }: Target): void {
  const arn = DeadLetterConfig?.Arn;
  if (arn === undefined) return;
  if (parseArn(arn)?.service !== 'sqs') throw invalidParameter('DeadLetterConfig.Arn', 'Provided Arn is not a queue.');
  if (arn.endsWith('.fifo')) throw invalidParameter('DeadLetterConfig.Arn', 'FIFO queues are not supported.');
}

function checkInput(id: string, { Input, InputPath, InputTransformer, KinesisParameters }: Target): void {
  if ([Input, InputPath, InputTransformer].filter((given) => given !== undefined).length > 1) {
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (Input !== undefined && !isSendable(Input)) throw validation(`JSON syntax error in input for target ${id}.`);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer ?? {};
  const paths = [InputPath, KinesisParameters?.PartitionKeyPath, ...Object.values(InputPathsMap)];
  for (const path of paths) {
    if (path && !parseJsonPath(path)) throw validation(`JSON path ${path} of target ${id} is not valid.`);
  }
  if (InputTemplate === undefined) return;
  const names = new Set(Object.keys(InputPathsMap));
  const isKnown = (name: string) => names.has(name) || name.startsWith('aws.events.');
  const filled = fillTemplate(InputTemplate, (name) => (isKnown(name) ? { value: '' } : undefined));
  if (!isSendable(filled)) throw validation(`Invalid InputTemplate for target ${id} : [${InputTemplate}]`);
}
