import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';

export interface LogLine {
  readonly message: string;
  /** Epoch ms. */
  readonly timestamp: number;
}

/** Where lines go and in whose name. */
export interface LogPlace {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: CauseLink;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Puts lines into CloudWatch Logs, making the stream when there is none. Rejects as Logs does. */
export async function putLogLines(place: LogPlace, logEvents: readonly LogLine[]): Promise<void> {
  const { globe, scope, caller, cause, logGroupName, logStreamName } = place;
  const logs = (operation: string, input: object) =>
    globe.call({
      service: 'cloudwatch-logs',
      operation,
      input: { logGroupName, logStreamName, ...input },
      scope,
      caller,
      cause,
    });
  await logs('PutLogEvents', { logEvents }).catch(async (error: unknown) => {
    if (!hasCode(error, 'ResourceNotFoundException')) throw error;
    await logs('CreateLogStream', {}).catch(unlessTaken);
    await logs('PutLogEvents', { logEvents });
  });
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof AwsError && error.code === code;
}

/** Two writers at once may both want to make the stream. */
export function unlessTaken(error: unknown): void {
  if (!hasCode(error, 'ResourceAlreadyExistsException')) throw error;
}
