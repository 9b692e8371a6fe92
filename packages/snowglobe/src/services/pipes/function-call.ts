import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { PipeRow } from './tables.ts';

/** A pipe at work, in the name of its role. */
export interface WorkingPipe {
  readonly globe: Globe;
  readonly row: PipeRow;
  readonly caller: Principal;
  readonly cause: CauseLink;
}

interface InvokeAnswer {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

/** Invokes a function and waits; gives its answer's text. Rejects with an AwsError when the function fails. */
export async function callFunction(
  { globe, caller, cause }: WorkingPipe,
  arn: string,
  payload: string,
): Promise<string> {
  const { account = '', region = '' } = parseArn(arn) ?? {};
  const { FunctionError, Payload } = await globe.call<InvokeAnswer>({
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName: arn, InvocationType: 'RequestResponse', Payload: Buffer.from(payload, 'utf8') },
    scope: { account, region },
    caller,
    cause,
  });
  const text = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
  if (FunctionError !== undefined) throw new AwsError('FunctionError', text);
  return text;
}
