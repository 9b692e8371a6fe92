import { AwsError } from '../../contract/aws-error.ts';
import { callFunction, type WorkingPipe } from './function-call.ts';
import { type PipeEvent, transformed } from './pipe-event.ts';

/** What an enrichment makes of a batch: the members of its list, or its one answer; nothing when it answers with nothing. */
export async function enrich(
  pipe: WorkingPipe,
  arn: string,
  events: readonly PipeEvent[],
): Promise<readonly unknown[]> {
  const { row, globe } = pipe;
  const template = row.enrichmentParameters?.InputTemplate;
  const now = globe.clock.now();
  const texts = events.map((event) => transformed(template, event, row, now));
  const answer = parsedAnswer(await callFunction(pipe, arn, `[${texts.join(',')}]`));
  if (Array.isArray(answer)) return answer;
  return answer === null || answer === '' || isEmpty(answer) ? [] : [answer];
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
