import { headerOf, type RawRequest, withHeader } from './raw-request.ts';

/** Chooses, repeatably. */
export interface Choice {
  /** 0 <= n < below. */
  integer(below: number): number;
}

/** Changes a request so that it means something else, or proves nothing; the same request when it does not apply. */
export type Mutation = (request: RawRequest, choice: Choice, others: Others) => RawRequest;

/** What an attacker knows besides: other valid requests, and keys that are not the signer's. */
export interface Others {
  readonly requests: readonly RawRequest[];
  readonly accessKeyIds: readonly string[];
  readonly sessionToken: string;
}

const pick = <Item>(items: readonly Item[], choice: Choice): Item => items[choice.integer(items.length)] as Item;
const hex = '0123456789abcdef';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcxyz/+=%-. ';

/** Another character in one place. */
function flipped(text: string, choice: Choice, alphabet = letters): string {
  if (text === '') return pick([...alphabet], choice);
  const at = choice.integer(text.length);
  const others = [...alphabet].filter((character) => character !== text[at]);
  return text.slice(0, at) + pick(others, choice) + text.slice(at + 1);
}

/** The signature's parts stand in the Authorization header, or in the query. */
const parts = {
  Credential: 'X-Amz-Credential',
  SignedHeaders: 'X-Amz-SignedHeaders',
  Signature: 'X-Amz-Signature',
} as const;
type Part = keyof typeof parts;

function onPart(part: Part, change: (value: string, choice: Choice, others: Others) => string): Mutation {
  return (request, choice, others) => {
    const authorization = headerOf(request, 'authorization');
    if (authorization === undefined) {
      return onParameter(parts[part], (value) => change(value, choice, others))(request, choice, others);
    }
    const form = new RegExp(`${part}=([^,]*)`);
    const value = form.exec(authorization)?.[1] ?? '';
    const changed = authorization.replace(form, () => `${part}=${change(value, choice, others)}`);
    return withHeader(request, 'authorization', changed);
  };
}

function splitTarget({ target }: RawRequest): { readonly path: string; readonly pairs: readonly string[] } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, pairs: [] }
    : { path: target.slice(0, mark), pairs: target.slice(mark + 1).split('&') };
}

function withTarget(request: RawRequest, path: string, pairs: readonly string[]): RawRequest {
  return { ...request, target: pairs.length === 0 ? path : `${path}?${pairs.join('&')}` };
}

function onParameter(name: string, change: (value: string, choice: Choice) => string): Mutation {
  return (request, choice) => {
    const { path, pairs } = splitTarget(request);
    const changed = pairs.map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      if (key !== name) return pair;
      return `${key}=${encodeURIComponent(change(decodeURIComponent(value), choice))}`;
    });
    return withTarget(request, path, changed);
  };
}

function onTime(change: (time: string, choice: Choice) => string): Mutation {
  return (request, choice, others) => {
    const time = headerOf(request, 'x-amz-date');
    if (time === undefined) return onParameter('X-Amz-Date', change)(request, choice, others);
    return withHeader(request, 'x-amz-date', change(time, choice));
  };
}

const scopePart = (index: number, values: readonly string[]): Mutation =>
  onPart('Credential', (credential, choice) => {
    const scope = credential.split('/');
    scope[index] = pick(
      values.filter((value) => value !== scope[index]),
      choice,
    );
    return scope.join('/');
  });

const onPath =
  (change: (path: string, choice: Choice) => string): Mutation =>
  (request, choice) => {
    const { path, pairs } = splitTarget(request);
    const changed = change(path, choice);
    return changed.toLowerCase() === path.toLowerCase() ? request : withTarget(request, changed, pairs);
  };

const onBody =
  (change: (body: Buffer, choice: Choice) => Buffer): Mutation =>
  (request, choice) =>
    coversBody(request) ? { ...request, body: change(request.body, choice) } : request;

/** Presigned requests are signed before their body is known. */
const coversBody = (request: RawRequest) => headerOf(request, 'authorization') !== undefined;

const signedNames = (request: RawRequest) =>
  (/SignedHeaders=([^,]*)/.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? 'host').split(';');

/** Headers that every signature covers in one way or another. */
const dangerous = [
  ['x-amz-target', 'DynamoDB_20120810.DeleteTable'],
  ['x-amz-acl', 'public-read'],
  ['x-amz-copy-source', '/box/read%20me.txt'],
  ['x-amz-meta-extra', 'x'],
  ['x-amz-tagging', 'a=b'],
  ['x-amz-invocation-type', 'Event'],
] as const;

function chunked(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

/** By what they do. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'a digit of the signature': onPart('Signature', (value, choice) => flipped(value, choice, hex)),
  'a shorter signature': onPart('Signature', (value, choice) => value.slice(0, choice.integer(value.length))),
  'a longer signature': onPart('Signature', (value) => `${value}00`),
  'the signature in capitals': onPart('Signature', (value) =>
    value.toUpperCase() === value ? `${value}A` : value.toUpperCase(),
  ),
  'another request’s signature': (request, choice, others) =>
    onPart('Signature', (value) => {
      const other = pick(others.requests, choice);
      const found = /Signature=([0-9a-f]{64})/.exec(`${headerOf(other, 'authorization') ?? ''}${other.target}`)?.[1];
      return found === value ? flipped(value, choice, hex) : (found ?? '');
    })(request, choice, others),
  'a letter of the access key': onPart('Credential', (value, choice) => {
    const [key = '', ...scope] = value.split('/');
    return [flipped(key, choice, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), ...scope].join('/');
  }),
  'another’s access key': onPart('Credential', (value, choice, others) => {
    const [key, ...scope] = value.split('/');
    const strangers = others.accessKeyIds.filter((each) => each !== key);
    return [pick([...strangers, 'test', '111111111111', ''], choice), ...scope].join('/');
  }),
  'a scope of fewer parts': onPart('Credential', (value, choice) =>
    value
      .split('/')
      .slice(0, 1 + choice.integer(4))
      .join('/'),
  ),
  'a scope of more parts': onPart('Credential', (value) => value.replace('/', '/x/')),
  'another day in the scope': scopePart(1, ['20260504', '20260506', '20200101', '00000000', 'x']),
  'another region': scopePart(2, ['eu-west-1', 'us-east-2', 'US-EAST-1', '', '*']),
  'another service': scopePart(3, ['sqs', 'dynamodb', 's3', 'iam', 'execute-api', 'lambda', 'sts', '']),
  'another end of the scope': scopePart(4, ['aws3_request', 'AWS4_REQUEST', '']),
  'fewer signed headers': onPart('SignedHeaders', (value, choice) => {
    const names = value.split(';');
    return names.toSpliced(choice.integer(names.length), 1).join(';');
  }),
  'more signed headers': onPart('SignedHeaders', (value, choice) =>
    [...value.split(';'), pick(['x-none', 'user-agent', 'host', ''], choice)].join(';'),
  ),
  'other signed headers': onPart('SignedHeaders', (value) => `x-${value}`),
  'another time': onTime((time, choice) => {
    const [year = '', month = '', day = '', hour = '', minute = '', second = ''] =
      time.match(/^\d{4}|(?<=.)\d\d/g) ?? [];
    const given = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    if (Number.isNaN(given)) return `${time}0`;
    const at = given + (1 + choice.integer(100_000)) * 1000 * (choice.integer(2) === 0 ? 1 : -1);
    const changed = new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
    return changed === time ? `${time}0` : changed;
  }),
  'a time that is none': onTime((time, choice) => pick(['', 'yesterday', time.slice(0, 8), `${time}Z`, 'NaN'], choice)),
  'another algorithm': (request, choice) => {
    const name = pick(['AWS4-HMAC-SHA512', 'AWS4-ECDSA-P256-SHA256', 'aws4-hmac-sha256', 'AWS', 'Bearer', ''], choice);
    const authorization = headerOf(request, 'authorization');
    if (authorization === undefined) return onParameter('X-Amz-Algorithm', () => name)(request, choice, noOthers);
    return withHeader(request, 'authorization', authorization.replace('AWS4-HMAC-SHA256', name));
  },
  'no signature': (request) => {
    const { path, pairs } = splitTarget(request);
    const plain = pairs.filter((pair) => !pair.startsWith('X-Amz-'));
    return withTarget(withHeader(request, 'authorization', undefined), path, plain);
  },
  'two Authorization headers': (request, choice, others) => {
    const authorization = headerOf(request, 'authorization');
    if (authorization === undefined) return request;
    const other = headerOf(pick(others.requests, choice), 'authorization') ?? 'AWS4-HMAC-SHA256 x';
    return { ...request, headers: [['authorization', other], ...request.headers] };
  },
  'another value of a signed header': (request, choice) => {
    const name = pick(signedNames(request), choice);
    const value = headerOf(request, name);
    return value === undefined ? request : withHeader(request, name, flipped(value, choice, 'abcxyz019'));
  },
  'a signed header missing': (request, choice) => {
    const name = pick(
      signedNames(request).filter((each) => each !== 'host'),
      choice,
    );
    return name === undefined ? request : withHeader(request, name, undefined);
  },
  'a signed header twice': (request, choice) => {
    const doubled = signedNames(request).filter((name) => !['host', 'content-type', 'content-length'].includes(name));
    const name = doubled.length === 0 ? undefined : pick(doubled, choice);
    return name === undefined ? request : { ...request, headers: [...request.headers, [name, 'x']] };
  },
  'a header that must be signed': (request, choice) => {
    const [name, value] = pick(dangerous, choice);
    return headerOf(request, name) === undefined ? withHeader(request, name, value) : request;
  },
  'another hash of the body': (request, choice) => {
    const known = headerOf(request, 'x-amz-content-sha256') ?? (coversBody(request) ? undefined : 'UNSIGNED-PAYLOAD');
    const values = [
      'UNSIGNED-PAYLOAD',
      'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      '',
      'x',
    ];
    return withHeader(
      request,
      'x-amz-content-sha256',
      pick(
        [...values, '0'.repeat(64)].filter((value) => value !== known),
        choice,
      ),
    );
  },
  'another token': (request, choice, others) => {
    const token = headerOf(request, 'x-amz-security-token');
    const values = [others.sessionToken, `${others.sessionToken}x`, 'x'].filter((value) => value !== token);
    return withHeader(request, 'x-amz-security-token', pick(values, choice));
  },
  'no token': (request) =>
    headerOf(request, 'x-amz-security-token') === undefined
      ? request
      : withHeader(request, 'x-amz-security-token', undefined),
  'another method': (request, choice) => {
    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'].filter(
      (method) => method !== request.method,
    );
    return { ...request, method: pick(methods, choice) };
  },
  'a letter of the path': onPath((path, choice) => `/${flipped(path.slice(1), choice, 'abcxyz019')}`),
  'a longer path': onPath((path, choice) => path + pick(['x', '/x', '%2Fx', '%00', '%2e%2e', '/../x'], choice)),
  'a path of another place': onPath((path, choice) => `${pick(['/x', '/box', '/%2e', '/x/..%2f'], choice)}${path}x`),
  'one more parameter': (request, choice) => {
    const { path, pairs } = splitTarget(request);
    const more = [
      'acl',
      'uploads',
      'x=1',
      'versionId=null',
      'Action=DeleteTable',
      'X-Amz-Signature=00',
      '%00=1',
      'MaxItems=9',
    ];
    return withTarget(request, path, [...pairs, pick(more, choice)]);
  },
  'a parameter less': (request, choice) => {
    const { path, pairs } = splitTarget(request);
    return pairs.length === 0 ? request : withTarget(request, path, pairs.toSpliced(choice.integer(pairs.length), 1));
  },
  'a parameter twice': (request, choice) => {
    const { path, pairs } = splitTarget(request);
    return pairs.length === 0 ? request : withTarget(request, path, [...pairs, pick(pairs, choice)]);
  },
  'another value of a parameter': (request, choice) => {
    const { path, pairs } = splitTarget(request);
    if (pairs.length === 0) return request;
    const at = choice.integer(pairs.length);
    return withTarget(request, path, pairs.with(at, `${pairs[at]}1`));
  },
  'a longer life': onParameter('X-Amz-Expires', (value, choice) =>
    pick(['604801', '1000000000', '-1', 'x', '', '1e9', `${value}0`], choice),
  ),
  'a letter of the body': onBody((body, choice) =>
    body.length === 0 ? Buffer.from('x') : Buffer.from(flipped(body.toString('latin1'), choice), 'latin1'),
  ),
  'a shorter body': onBody((body, choice) =>
    body.length === 0 ? Buffer.from('{}') : body.subarray(0, choice.integer(body.length)),
  ),
  'a longer body': onBody((body, choice) =>
    Buffer.concat([body, Buffer.from(pick([' ', '}', 'x', '\0', '&a=b'], choice))]),
  ),
  'another body in chunks': (request, choice) => {
    if (!coversBody(request)) return request;
    const framed = { ...request, body: chunked(Buffer.from(flipped(`${request.body.toString('latin1')}x`, choice))) };
    return withHeader(framed, 'content-encoding', 'aws-chunked');
  },
};

const noOthers: Others = { requests: [], accessKeyIds: [], sessionToken: '' };
