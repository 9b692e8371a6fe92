import type { Credentials } from '@aws-sdk/client-sts';
import type { IssuedCredentials } from '../../access/credentials.ts';
import { wholeSeconds } from './whole-seconds.ts';

/** As the API shows them. */
export function describeCredentials(issued: IssuedCredentials): Credentials {
  return {
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: wholeSeconds(issued.expiresAt),
  };
}
