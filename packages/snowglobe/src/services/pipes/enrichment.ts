import { AwsError } from '../../contract/aws-error.ts';
import { callFunction } from './function-call.ts';
import { callDestination, callRestApi } from './http-call.ts';
import { type PipeEvent, transformed } from './pipe-event.ts';
import type { WorkingPipe } from './working-pipe.ts';

type Enrichment = 'function' | 'api-destination' | 'rest-api';

const kinds: readonly (readonly [RegExp, Enrichment])[] = [
  [/^arn:[^:]+:lambda:/, 'function'],
  [/^arn:[^:]+:events:[^:]*:[^:]*:api-destination\//, 'api-destination'],
  [/^arn:[^:]+:execute-api:/, 'rest-api'],
];

/** Undefined when a pipe cannot have it here. */
export const enrichmentKind = (arn: string): Enrichment | undefined => kinds.find(([form]) => form.test(arn))?.[1];

/** What an enrichment makes of a batch: the members of its list, or its one answer; nothing when it answers with nothing. */
export async function enrich(
  pipe: WorkingPipe,
  arn: string,
  events: readonly PipeEvent[],
): Promise<readonly unknown[]> {
  const { row, globe } = pipe;
  const { InputTemplate: template, HttpParameters } = row.enrichmentParameters ?? {};
  const now = globe.clock.now();
  const body = `[${events.map((event) => transformed(template, event, row, now)).join(',')}]`;
  const answer = parsedAnswer(await ask(pipe, arn, HttpParameters, events, body));
  if (Array.isArray(answer)) return answer;
  return answer === null || answer === '' || isEmpty(answer) ? [] : [answer];
}

function ask(
  pipe: WorkingPipe,
  arn: string,
  parameters: Parameters<typeof callDestination>[2],
  events: readonly PipeEvent[],
  body: string,
): Promise<string> {
  const kind = enrichmentKind(arn);
  if (kind === 'function') return callFunction(pipe, arn, body);
  // Paths in HTTP parameters look into the batch's first event.
  const call = kind === 'rest-api' ? callRestApi : callDestination;
  return call(pipe, arn, parameters, events[0], body);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function parsedAnswer(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('InvalidEnrichment', 'The enrichment did not answer with JSON');
  }
}
