import { invalidParameter, invalidValue } from './errors.ts';
import { listLimits } from './limits.ts';

function startOf(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (Buffer.from(text).toString('base64') !== token) throw invalidParameter(`Invalid or expired next token.`);
  return text;
}

/** One page of an ordered list of names. The token is the last name that was given, in base64. */
export function pageOf(names: readonly string[], maximum: number | undefined, token: string | undefined) {
  if (maximum !== undefined && (maximum < 1 || maximum > listLimits.maximumResults)) {
    throw invalidValue(
      maximum,
      'MaxResults',
      `MaxResults must be an integer between 1 and ${listLimits.maximumResults}.`,
    );
  }
  const after = token === undefined ? undefined : startOf(token);
  const rest = after === undefined ? names : names.filter((name) => name > after);
  const items = rest.slice(0, maximum ?? listLimits.maximumResults);
  const last = items.at(-1);
  // AWS gives a token only to callers that asked for pages.
  const more = maximum !== undefined && rest.length > items.length && last !== undefined;
  return { items, nextToken: more ? Buffer.from(last).toString('base64') : undefined };
}
