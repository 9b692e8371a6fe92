import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import { requirePipe } from './pipe.ts';
import type { PipeRow } from './tables.ts';

/** Pipes are all that has tags. */
export function taggedPipe({ globe, scope }: Call, arn: string | undefined): PipeRow {
  return requirePipe(globe, scope, parseArn(arn ?? '')?.resource.replace(/^pipe\//, '') ?? '');
}
