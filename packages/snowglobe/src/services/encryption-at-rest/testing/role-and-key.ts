import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { TestGlobe } from '../../../testing/start-test-globe.ts';

/** A function's role that may do everything in a service, and in KMS what a test grants it; and a key that leaves rights to IAM. */
export interface RoleAndKey {
  readonly kms: KMSClient;
  readonly keyArn: string;
  /** What a client needs to act as the role. */
  readonly asRole: {
    readonly credentials: {
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string;
    };
    readonly maxAttempts: number;
  };
  /** Lets the role do these things with the key; takes away what it had. */
  readonly grant: (...actions: string[]) => Promise<unknown>;
  /** AWS's text of a refusal. */
  readonly refusal: (action: string) => string;
}

export async function roleAndKey(globe: TestGlobe, service: string): Promise<RoleAndKey> {
  const iam = globe.client(IAMClient);
  const kms = globe.client(KMSClient);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const keyArn = KeyMetadata?.Arn ?? '';
  const trust = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const may = (Action: string | string[], Resource: string) => ({ Effect: 'Allow', Action, Resource });
  const grant = (...actions: string[]) => {
    const Statement = [may(`${service}:*`, '*'), ...(actions.length > 0 ? [may(actions, keyArn)] : [])];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    return iam.send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument }));
  };
  await grant();
  const role = globe.globe.assumeRole('arn:aws:iam::000000000000:role/r', 'lambda.amazonaws.com', 's');
  const { accessKeyId, secretAccessKey, sessionToken } = globe.globe.issueCredentials(role, 3600);
  return {
    kms,
    keyArn,
    // With a held clock the SDK learns the time from the first answer.
    asRole: { credentials: { accessKeyId, secretAccessKey, sessionToken }, maxAttempts: 2 },
    grant,
    refusal: (action) =>
      `User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to perform: ${action} on resource: ${keyArn} because no identity-based policy allows the ${action} action`,
  };
}
