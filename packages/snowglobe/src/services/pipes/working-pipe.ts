import { parseArn } from '../../contract/arn.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import { pipesService } from './service-principal.ts';
import type { PipeRow } from './tables.ts';

/** A pipe at work, in the name of its role. */
export interface WorkingPipe {
  readonly globe: Globe;
  readonly row: PipeRow;
  readonly caller: Principal;
  readonly cause: Cause;
}

/** A session of the pipe's role; throws AWS's AccessDenied when its trust policy refuses. */
export function pipeRole(globe: Globe, { roleArn, arn }: PipeRow): Principal {
  return globe.assumeRole(roleArn, pipesService, globe.random.hex(32), { sourceArn: arn });
}

/** Calls an operation where a resource lives. */
export function callAt<Output>(
  { globe, caller, cause }: WorkingPipe,
  arn: string,
  service: string,
  operation: string,
  input: object,
): Promise<Output> {
  const { account = '', region = '' } = parseArn(arn) ?? {};
  return globe.call<Output>({ service, operation, input, scope: { account, region }, caller, cause });
}
