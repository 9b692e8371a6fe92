import { AwsError } from '../../contract/aws-error.ts';
import { callAt, type WorkingPipe } from './working-pipe.ts';

interface InvokeAnswer {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

/** Invokes a function and waits; gives its answer's text. Rejects with an AwsError when the function fails. */
export async function callFunction(pipe: WorkingPipe, arn: string, payload: string): Promise<string> {
  const input = { FunctionName: arn, InvocationType: 'RequestResponse', Payload: Buffer.from(payload, 'utf8') };
  const { FunctionError, Payload } = await callAt<InvokeAnswer>(pipe, arn, 'lambda', 'Invoke', input);
  const text = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
  if (FunctionError !== undefined) throw new AwsError('FunctionError', text);
  return text;
}
