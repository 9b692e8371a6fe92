import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';

/**
 * The session of a role in which Firehose reads, invokes and writes. Trust policies may ask for the account as external id,
 * https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role
 */
export function assumeFirehoseRole(globe: Globe, account: string, roleArn: string | undefined): Principal {
  return globe.assumeRole(roleArn ?? '', 'firehose.amazonaws.com', 'firehose', { externalId: account });
}
