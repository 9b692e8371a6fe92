import { callFunction } from '../function-call.ts';
import { identifierOf, type PipeEvent } from '../pipe-event.ts';
import type { SendEvents } from './send-batch.ts';

/** A function gets the batch as a list. */
export const sendToFunction: SendEvents = async (pipe, events) => {
  const { row, globe, caller, cause } = pipe;
  const payload = `[${events.map(({ text }) => asJson(text)).join(',')}]`;
  if (row.targetParameters.LambdaFunctionParameters?.InvocationType === 'FIRE_AND_FORGET') {
    await globe.eventTarget(row.target)?.deliver(globe, row.target, { body: payload, cause, caller });
    return [];
  }
  const failed = failedIdentifiers(await callFunction(pipe, row.target, payload));
  const places = events.flatMap(({ event }, index) => (failed.has(identifierOf(event as PipeEvent)) ? [index] : []));
  // An identifier that is not in the batch makes the whole answer worthless.
  return places.length === failed.size ? places : [...events.keys()];
};

/** A template may make plain text; a function gets it as a JSON text. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

function failedIdentifiers(answer: string): ReadonlySet<string> {
  try {
    const value = JSON.parse(answer || 'null') as {
      readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[];
    } | null;
    return new Set((value?.batchItemFailures ?? []).map(({ itemIdentifier = '' }) => itemIdentifier));
  } catch {
    // A pipe takes any answer that is not about failures for success.
    return new Set();
  }
}
