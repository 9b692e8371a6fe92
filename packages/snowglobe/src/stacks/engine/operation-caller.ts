import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';

/** The role that CDK's bootstrap stack makes for CloudFormation. */
const bootstrapRole = /:role\/cdk-[a-z0-9]+-cfn-exec-role-\d{12}-[a-z0-9-]+$/;

/**
 * Whose permissions an operation works with: the stack's role, else the caller.
 * Differs from AWS: in a globe that was not bootstrapped the caller stands in for CDK's execution role.
 */
export function operationCaller(globe: Globe, caller: Principal, roleArn: string | undefined): Principal {
  if (roleArn === undefined) return caller;
  try {
    return globe.assumeRole(roleArn, 'cloudformation.amazonaws.com', 'AWSCloudFormation');
  } catch (error) {
    if (bootstrapRole.test(roleArn)) return caller;
    throw error;
  }
}
