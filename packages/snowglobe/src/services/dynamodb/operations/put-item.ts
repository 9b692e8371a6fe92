import type { PutItemInput, PutItemOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { perform, putAction } from '../item-action.ts';
import { writeAnswer } from '../write-answer.ts';

export const putItem: Operation<PutItemInput, PutItemOutput> = (input, call) => {
  const { ReturnValues: wanted = 'NONE' } = input;
  const action = putAction(input);
  if (wanted !== 'NONE' && wanted !== 'ALL_OLD') throw validation('ReturnValues can only be ALL_OLD or NONE');
  const located = action.locate(call);
  const outcome = located.decide();
  perform(located, outcome, call.cause);
  return writeAnswer(input, located, outcome, wanted === 'ALL_OLD' ? located.before?.item : undefined);
};
