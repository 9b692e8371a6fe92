import { parseArn } from '../../contract/arn.ts';
import { invalidParameter, notSupported } from './errors.ts';

const destinations: readonly string[] = ['lambda', 'kinesis'];

/** The ARN, when the globe can send log events there. */
export function checkedDestination(arn: string | undefined, roleArn: string | undefined): string {
  const service = parseArn(arn ?? '')?.service;
  if (service === undefined) throw invalidParameter('destinationArn for vendor is not valid.');
  if (!destinations.includes(service)) throw notSupported(`subscription filters to ${service}`);
  if (service === 'kinesis' && roleArn === undefined)
    throw invalidParameter('destinationArn for vendor kinesis cannot be used without roleArn');
  return arn ?? '';
}
