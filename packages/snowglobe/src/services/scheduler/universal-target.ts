import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { SdkAction } from '../../contract/door.ts';
import type { Delivery } from '../../contract/event-target.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { unsupported, validation } from './errors.ts';

/** `arn:aws:scheduler:::aws-sdk:SERVICE:ACTION`. https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html */
const pattern = /^arn:aws:scheduler:::aws-sdk:([\w-]+):(\w+)$/;

export const isUniversal = (arn: string): boolean => parseArn(arn)?.service === 'scheduler';

/** AWS refuses what only reads, by the beginning of its name. */
const readOnly =
  /^(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized|invokeModel)/;

/** The operation behind a universal target; throws AWS's refusal, or names what the globe does not have. */
export function checkUniversalTarget(globe: Globe, arn: string, input: string | undefined): void {
  const [, service = '', action = ''] = pattern.exec(arn) ?? [];
  if (service === '') throw validation(`Invalid universal target ${arn}.`);
  if (readOnly.test(action)) throw validation(`${action} is not supported as a universal target: it only reads.`);
  const found = globe.door.sdkAction(service, action);
  if (!found?.implemented) throw unsupported(`The universal target ${arn}`);
  parsedInput(found, input ?? '{}');
}

function parsedInput(action: SdkAction, text: string): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw validation('The Input of a universal target must be JSON.');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw validation('The Input of a universal target must be an object.');
  }
  return action.input(json);
}

/** Calls the operation in the name of the schedule's role. */
export async function callUniversalTarget(
  globe: Globe,
  scope: Scope,
  arn: string,
  { body, caller, cause }: Pick<Delivery, 'body' | 'caller' | 'cause'>,
): Promise<void> {
  const [, service = '', name = ''] = pattern.exec(arn) ?? [];
  const action = globe.door.sdkAction(service, name);
  if (!action) throw new AwsError('ResourceNotFoundException', `${arn} does not exist`);
  const input = parsedInput(action, body);
  await globe.call({ service: action.service, operation: action.operation, input, scope, caller, cause });
}
