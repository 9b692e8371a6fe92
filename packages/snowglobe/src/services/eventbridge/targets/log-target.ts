import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { EventEnvelope } from '../event.ts';

/** Writes an event to a log group, in a stream named after the event. */
export async function writeToLogs(
  globe: Globe,
  arn: string,
  event: string,
  message: string,
  caller: Principal,
  cause: Cause,
): Promise<void> {
  const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
  const logGroupName = resource.replace(/^log-group:/, '').replace(/:\*$/, '');
  const { id, time } = JSON.parse(event) as EventEnvelope;
  const call = (operation: string, input: object) =>
    globe.call({ service: 'cloudwatch-logs', operation, input, scope: { account, region }, caller, cause });
  const stream = { logGroupName, logStreamName: id };
  await call('CreateLogStream', stream).catch((error: unknown) => {
    // A try that failed behind this point made the stream already.
    if (!(error instanceof AwsError && error.code === 'ResourceAlreadyExistsException')) throw error;
  });
  await call('PutLogEvents', { ...stream, logEvents: [{ timestamp: Date.parse(time), message }] });
}
