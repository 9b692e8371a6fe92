import { parseArn } from '../../contract/arn.ts';
import { invalidParameter, notSupported } from './errors.ts';

/** Services that log events can be sent to, and whether a role says that they may be: functions say so themselves. */
const needsRole: Readonly<Record<string, boolean>> = { lambda: false, kinesis: true, firehose: true };

/** The ARN, when the globe can send log events there. */
export function checkedDestination(arn: string | undefined, roleArn: string | undefined): string {
  const service = parseArn(arn ?? '')?.service;
  if (service === undefined) throw invalidParameter('destinationArn for vendor is not valid.');
  if (!Object.hasOwn(needsRole, service)) throw notSupported(`subscription filters to ${service}`);
  if (needsRole[service] && roleArn === undefined)
    throw invalidParameter(`destinationArn for vendor ${service} cannot be used without roleArn`);
  return arn ?? '';
}
