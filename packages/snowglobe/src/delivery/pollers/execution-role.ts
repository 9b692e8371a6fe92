import { parseArn } from '../../contract/arn.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';

interface FunctionConfiguration {
  readonly Role?: string;
}

/** The session of the function's execution role in which its mapping acts. Throws when the role may not be assumed. */
export async function executionRole(globe: Globe, functionArn: string, cause: CauseLink): Promise<Principal> {
  const { account = '', region = '', resource = '' } = parseArn(functionArn) ?? {};
  const { Role: role } = await globe.call<FunctionConfiguration>({
    service: 'lambda',
    operation: 'GetFunctionConfiguration',
    input: { FunctionName: functionArn },
    scope: { account, region },
    caller: { kind: 'root', account },
    cause,
  });
  return globe.assumeRole(role ?? '', 'lambda.amazonaws.com', resource.split(':')[1] ?? 'mapping');
}
