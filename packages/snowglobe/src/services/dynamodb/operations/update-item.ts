import type { ReturnValue, UpdateItemInput, UpdateItemOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import type { Item } from '../attribute-value.ts';
import { projectItem } from '../expressions/projection.ts';
import { type LocatedAction, type Outcome, perform } from '../item-action.ts';
import { updateAction } from '../update-action.ts';
import { writeAnswer } from '../write-answer.ts';

export const updateItem: Operation<UpdateItemInput, UpdateItemOutput> = (input, call) => {
  const located = updateAction(input).locate(call);
  const outcome = located.decide();
  perform(located, outcome, call.cause);
  return writeAnswer(input, located, outcome, returnedAttributes(input.ReturnValues ?? 'NONE', located, outcome));
};

function returnedAttributes(
  wanted: ReturnValue,
  { before }: LocatedAction,
  { after, written }: Outcome,
): Item | undefined {
  const item = wanted.endsWith('_OLD') ? before?.item : after;
  if (wanted === 'NONE' || !item) return undefined;
  if (wanted.startsWith('ALL')) return item;
  const part = written && projectItem(item, written);
  return part && Object.keys(part).length > 0 ? part : undefined;
}
