import { AwsError } from '../../contract/aws-error.ts';
import type { OperationModel } from '../models.ts';
import type { Member, Shape } from '../shapes.ts';
import type { EncodedRequest } from './protocol.ts';
import { textReader, textWriter } from './text-values.ts';
import { serializationError } from './wire-errors.ts';

/** How a REST protocol reads and writes bodies. */
export interface RestBodies {
  readMembers(members: readonly Member[], body: Uint8Array): Record<string, unknown>;
  readPayload(shape: Shape, body: Uint8Array): unknown;
  /** The protocol's words for a query parameter that is no number. Default: those for every text that has not its type. */
  readonly refuseQuery?: (name: string, text: string) => AwsError;
}

type Bind = (input: Record<string, unknown>, request: EncodedRequest, query: QueryValues) => void;

/** The values of each query parameter, decoded, in order. */
export type QueryValues = ReadonlyMap<string, readonly string[]>;

export function parseQuery(query: string): QueryValues {
  const values = new Map<string, string[]>();
  if (query === '') return values;
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeQueryPart(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodeQueryPart(pair.slice(equals + 1));
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

function decodeQueryPart(text: string): string {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", { status: 400 });
  }
}

const quotedList = /"(?:[^"\\]|\\.)*"|[^,]+/g;

/** Splits a header that holds a list; items may be quoted. */
function splitList(header: string): string[] {
  return [...header.matchAll(quotedList)]
    .map(([item]) => item.trim())
    .filter((item) => item !== '')
    .map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll(/\\(.)/g, '$1') : item));
}

function headerBinding(member: Member, header: string): Bind {
  const name = header.toLowerCase();
  if (member.shape.type === 'list') {
    const read = textReader((member.shape.member as Member).shape);
    return (input, request) => {
      const text = request.headers[name];
      if (text !== undefined) input[member.name] = splitList(text).map(read);
    };
  }
  const read = textReader(member.shape);
  return (input, request) => {
    const text = request.headers[name];
    if (text !== undefined) input[member.name] = read(text);
  };
}

function prefixBinding(member: Member, prefix: string): Bind {
  const start = prefix.toLowerCase();
  return (input, request) => {
    const map: Record<string, string> = {};
    let found = false;
    for (const name in request.headers) {
      if (!name.startsWith(start)) continue;
      map[name.slice(start.length)] = utf8Header(request.headers[name] as string);
      found = true;
    }
    if (found) input[member.name] = map;
  };
}

function queryBinding(member: Member, name: string, { refuseQuery }: RestBodies): Bind {
  if (member.shape.type === 'list') {
    const read = textReader((member.shape.member as Member).shape);
    return (input, _request, query) => {
      const values = query.get(name);
      if (values !== undefined) input[member.name] = values.map(read);
    };
  }
  const read = textReader(member.shape);
  return (input, _request, query) => {
    const values = query.get(name);
    if (values === undefined) return;
    const [text = ''] = values;
    try {
      input[member.name] = read(text);
    } catch (error) {
      throw refuseQuery?.(name, text) ?? error;
    }
  };
}

/** Node reads header bytes as Latin-1; clients that send others mean UTF-8. */
function utf8Header(text: string): string {
  if (isAscii(text)) return text;
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? text : decoded;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7e) return false;
  return true;
}

/** S3 sends text that is no ASCII as RFC 2047 says. */
function headerText(text: string): string {
  return isAscii(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

/** Takes every parameter that nothing else takes. */
function queryMapBinding(member: Member, taken: ReadonlySet<string>): Bind {
  const lists = member.shape.value?.shape.type === 'list';
  return (input, _request, query) => {
    const map: Record<string, unknown> = {};
    for (const [name, values] of query) {
      if (!taken.has(name)) map[name] = lists ? [...values] : values[0];
    }
    if (Object.keys(map).length > 0) input[member.name] = map;
  };
}

function labelBinding(member: Member): Bind {
  const read = textReader(member.shape);
  return (input, request) => {
    const text = request.labels[member.name];
    if (text !== undefined && text !== '') input[member.name] = read(decodePercent(text));
  };
}

function payloadBinding(member: Member, bodies: RestBodies): Bind {
  const { name, shape } = member;
  if (shape.type === 'streaming-blob') {
    return (input, request) => {
      input[name] = request.stream ?? oneChunk(request.body);
    };
  }
  return (input, request) => {
    if (shape.type === 'blob') {
      if (request.body.length > 0) input[name] = new Uint8Array(request.body);
    } else if (shape.type === 'string') {
      if (request.body.length > 0) input[name] = Buffer.from(request.body).toString('utf8');
    } else if (request.body.length > 0) input[name] = bodies.readPayload(shape, request.body);
  };
}

async function* oneChunk(body: Uint8Array): AsyncIterable<Uint8Array> {
  if (body.length > 0) yield body;
}

/** The query parameters that are part of the URI itself. */
export function staticQuery(uri: string): readonly string[] {
  const query = uri.split('?')[1];
  return query === undefined ? [] : query.split('&').map((pair) => pair.split('=')[0] as string);
}

/** Builds the decoder of an operation's input from its HTTP bindings. */
export function inputDecoder(
  operation: OperationModel,
  bodies: RestBodies,
): (request: EncodedRequest) => Record<string, unknown> {
  const members = operation.input?.members ?? [];
  const taken = new Set(staticQuery(operation.http?.uri ?? ''));
  for (const { traits } of members) if (traits.query !== undefined) taken.add(traits.query);
  const binds: Bind[] = [];
  const inBody: Member[] = [];
  for (const member of members) {
    const { traits } = member;
    if (traits.label) binds.push(labelBinding(member));
    else if (traits.header !== undefined) binds.push(headerBinding(member, traits.header));
    else if (traits.prefixHeaders !== undefined) binds.push(prefixBinding(member, traits.prefixHeaders));
    else if (traits.query !== undefined) binds.push(queryBinding(member, traits.query, bodies));
    else if (traits.queryParams) binds.push(queryMapBinding(member, taken));
    else if (traits.payload) binds.push(payloadBinding(member, bodies));
    else inBody.push(member);
  }
  return (request) => {
    const input = inBody.length > 0 && request.body.length > 0 ? bodies.readMembers(inBody, request.body) : {};
    if (typeof input !== 'object' || input === null) throw serializationError('The body is not a structure');
    const query = parseQuery(request.query);
    for (const bind of binds) bind(input, request, query);
    return input;
  };
}

/** Puts the members of an output or error that are bound to headers into them. */
export function headerWriter(
  shape: Shape | undefined,
): (value: Readonly<Record<string, unknown>>) => Record<string, string> {
  const writers = (shape?.members ?? []).flatMap((member) => {
    const write = memberHeader(member);
    return write === undefined ? [] : [{ name: member.name, write }];
  });
  return (value) => {
    const headers: Record<string, string> = {};
    for (const { name, write } of writers) {
      const part = value[name];
      if (part !== undefined && part !== null) write(headers, part);
    }
    return headers;
  };
}

function memberHeader(member: Member): ((headers: Record<string, string>, value: unknown) => void) | undefined {
  const { header, prefixHeaders } = member.traits;
  if (prefixHeaders !== undefined) {
    return (headers, value) => {
      for (const [name, part] of Object.entries(value as Record<string, string>)) {
        headers[`${prefixHeaders}${name}`] = headerText(part);
      }
    };
  }
  if (header === undefined) return undefined;
  const name = header.toLowerCase();
  if (member.shape.type === 'list') {
    const write = textWriter((member.shape.member as Member).shape, 'http-date');
    return (headers, value) => {
      headers[name] = (value as unknown[]).map((part) => quoteItem(write(part))).join(', ');
    };
  }
  const write = textWriter(member.shape, 'http-date');
  return (headers, value) => {
    headers[name] = headerText(write(value));
  };
}

function quoteItem(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text;
}
