import { createRequire } from 'node:module';
import { plainFields, plainResult } from './plain-query.ts';

/** One instance of jq: its module's function `raw` runs a filter. */
interface Jq {
  raw(input: string, filter: string, flags: readonly string[]): Promise<string>;
}

/** Each run leaves its arguments on the instance's stack, which has room for about 600 kB: the next instance begins anew. */
const instanceBytes = 400_000;
/** So much goes into one run: many records at once, since a run costs milliseconds whatever it does. */
const runBytes = 100_000;

let current: { readonly jq: Promise<Jq>; usedBytes: number } | undefined;

/** jq-wasm's own function keeps one instance for ever, and feeds it byte by byte; so its module is used directly, and loaded on first use. */
function instance(bytes: number): Promise<Jq> {
  if (!current || current.usedBytes + bytes > instanceBytes) {
    const create: () => Promise<Jq> = createRequire(import.meta.url)('jq-wasm/dist/build/jq.js');
    current = { jq: create(), usedBytes: 0 };
  }
  current.usedBytes += bytes;
  return current.jq;
}

async function run(filter: string, input: string): Promise<string> {
  const bytes = Buffer.byteLength(input) + Buffer.byteLength(filter) + 1000;
  try {
    return await (await instance(bytes)).raw('null', filter, ['-c', '-n', '--arg', 'in', input]);
  } catch (error) {
    current = undefined;
    throw error;
  }
}

/** The first value that a query gives for a text of JSON, or why it gives none. */
export type QueryResult = { readonly value: unknown } | { readonly error: string };

/** Longer texts are not queried. */
export const longestText = 300_000;

function portions(texts: readonly string[]): readonly (readonly string[])[] {
  const result: string[][] = [[]];
  let bytes = 0;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    if (bytes > 0 && bytes + size > runBytes) {
      result.push([]);
      bytes = 0;
    }
    result.at(-1)?.push(text);
    bytes += size;
  }
  return result;
}

/** Asks a query of each text. What is plain is answered at once, a hundred times as fast; jq says the rest. */
export async function query(filter: string, texts: readonly string[]): Promise<readonly QueryResult[]> {
  const fields = plainFields(filter);
  const plain = texts.map((text) => fields && plainResult(fields, text));
  const asked = texts.filter((_, index) => plain[index] === undefined);
  const answers = (asked.length === 0 ? [] : await queryByJq(filter, asked))[Symbol.iterator]();
  return plain.map((value) => (value ? { value } : (answers.next().value ?? { error: '' })));
}

/** Asks jq. Rejects when the query itself is wrong. */
export async function queryByJq(filter: string, texts: readonly string[]): Promise<readonly QueryResult[]> {
  const whole = `$in | fromjson | [.[] | try [0, ([fromjson | (${filter}\n)][0])] catch [1, tostring]]`;
  const results: QueryResult[] = [];
  for (const portion of portions(texts)) {
    const answers: [number, unknown][] = JSON.parse(await run(whole, JSON.stringify(portion)));
    results.push(...answers.map(([failed, value]) => (failed ? { error: String(value) } : { value })));
  }
  return results;
}

/** Words of jq that came after 1.6, the version of AWS. */
const newerWords =
  /(?<![.$\w])(?:abs|have_decnum|have_literal_numbers|ltrim|pick|rtrim|skip|toarray|trim|trimstr|@base32d|@urid)(?!\w|\s*:)/;

/** Why a text is no query; undefined when it is one. */
export async function queryError(filter: string): Promise<string | undefined> {
  const newer = newerWords.exec(filter.replace(/"(?:\\.|[^"\\])*"/g, '""'));
  if (newer) return `${newer[0]} is not defined in jq 1.6`;
  try {
    await queryByJq(filter, ['null']);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}
