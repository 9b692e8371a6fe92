import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor, type RequestName } from './door.ts';
import { headerOf, type RawRequest, type RawResponse, withHeader } from './raw-request.ts';
import { type Keys, signed } from './sign.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => {
  door.sender.close();
  await door.globe.stop();
});

const minuteMs = 60_000;
const names = ['putItem', 'identity', 'putObject', 'functions'] as const;
type Name = (typeof names)[number];

const request = (name: RequestName, keys: Keys = door.user, ageMs = 0) =>
  signed(door.requests[name], keys, door.globe.port, door.globe.globe.clock.now() - ageMs);

/** Code and text, in whichever of the three forms the service writes them. */
function refusalIn({ body, headers }: RawResponse): readonly [string, string] {
  const xml = /<Code>([^<]*)<\/Code>\s*<Message>([^<]*)<\/Message>/.exec(body);
  if (xml)
    return [xml[1] ?? '', (xml[2] ?? '').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&apos;', "'")];
  const json = JSON.parse(body) as Record<string, string>;
  const code = json.__type ?? (headers['x-amzn-errortype'] as string);
  return [code.replace(/^.*#/, '').replace(/:.*$/, ''), json.message ?? json.Message ?? ''];
}

async function refusal(raw: RawRequest): Promise<string> {
  const answer = await door.sender.send(raw);
  if (!answer) throw new Error('no answer');
  const [code, text] = refusalIn(answer);
  return `${answer.status} ${code}: ${text}`;
}

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const s3Mismatch =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
const invalidToken = 'The security token included in the request is invalid.';

type Expected = Readonly<Record<Name, string>>;

function everyDoor(
  what: string,
  expected: Expected,
  change: (raw: RawRequest, name: Name) => RawRequest | Promise<RawRequest>,
) {
  it.each(names)(`${what}: %s`, async (name) => {
    expect(await refusal(await change(await request(name), name))).toBe(expected[name]);
  });
}

describe('each kind of door refuses in AWS’s words', () => {
  everyDoor(
    'what is not signed',
    {
      putItem: '400 MissingAuthenticationTokenException: Missing Authentication Token',
      identity: '403 MissingAuthenticationToken: Request is missing Authentication Token',
      putObject: '403 AccessDenied: Access Denied',
      functions: '403 MissingAuthenticationTokenException: Missing Authentication Token',
    },
    (raw) => withHeader(raw, 'authorization', undefined),
  );

  everyDoor(
    'what is signed with another secret',
    {
      putItem: `400 InvalidSignatureException: ${mismatch}`,
      identity: `403 SignatureDoesNotMatch: ${mismatch}`,
      putObject: `403 SignatureDoesNotMatch: ${s3Mismatch}`,
      functions: `403 InvalidSignatureException: ${mismatch}`,
    },
    (_raw, name) => request(name, { ...door.user, secretAccessKey: 'wrong' }),
  );

  everyDoor(
    'what names a key that nobody issued',
    {
      putItem: `400 UnrecognizedClientException: ${invalidToken}`,
      identity: `403 InvalidClientTokenId: ${invalidToken}`,
      putObject: '403 InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.',
      functions: `403 UnrecognizedClientException: ${invalidToken}`,
    },
    (_raw, name) => request(name, { ...door.user, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }),
  );

  everyDoor(
    'a token that is not the key’s',
    {
      putItem: `400 UnrecognizedClientException: ${invalidToken}`,
      identity: `403 InvalidClientTokenId: ${invalidToken}`,
      putObject: '400 InvalidToken: The provided token is malformed or otherwise invalid.',
      functions: `403 UnrecognizedClientException: ${invalidToken}`,
    },
    (_raw, name) => request(name, { ...door.session, sessionToken: 'other' }),
  );

  it.each(names)('what was signed too long ago, and is played again: %s', async (name) => {
    const skewMs = (name === 'putObject' ? 15 : 5) * minuteMs;
    expect((await door.sender.send(await request(name, door.user, skewMs - 2000)))?.status).toBe(200);
    const said = await refusal(await request(name, door.user, skewMs + 1000));
    const compact = '\\d{8}T\\d{6}Z';
    const expired = `Signature expired: ${compact} is now earlier than ${compact} \\(${compact} - 5 min\\.\\)`;
    const expected: Expected = {
      putItem: `400 InvalidSignatureException: ${expired}`,
      identity: `403 SignatureDoesNotMatch: ${expired}`,
      putObject:
        '403 RequestTimeTooSkewed: The difference between the request time and the current time is too large\\.',
      functions: `403 InvalidSignatureException: ${expired}`,
    };
    expect(said).toMatch(new RegExp(`^${expected[name]}$`));
  });

  everyDoor(
    'a body that was changed',
    {
      putItem: `400 InvalidSignatureException: ${mismatch}`,
      identity: `403 SignatureDoesNotMatch: ${mismatch}`,
      putObject:
        "400 XAmzContentSHA256Mismatch: The provided 'x-amz-content-sha256' header does not match what was computed.",
      functions: `403 InvalidSignatureException: ${mismatch}`,
    },
    (raw) => ({ ...raw, body: Buffer.concat([raw.body, Buffer.from(' ')]) }),
  );

  it('a signature for another service', async () => {
    const { globe, requests, user } = door;
    const raw = await signed({ ...requests.putItem, service: 'kms' }, user, globe.port, globe.globe.clock.now());
    expect(await refusal(raw)).toBe(
      "400 InvalidSignatureException: Credential should be scoped to correct service: 'dynamodb'.",
    );
    const call = { ...requests.functions, headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } };
    expect(await refusal(await signed(call, user, globe.port, globe.globe.clock.now()))).toContain(
      "Credential should be scoped to correct service: 'dynamodb'.",
    );
  });

  everyDoor(
    'a signature for another region than the host’s',
    {
      putItem: "400 InvalidSignatureException: Credential should be scoped to a valid region, not 'us-east-1'.",
      identity: "403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not 'us-east-1'.",
      putObject:
        "400 AuthorizationHeaderMalformed: The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
      functions: "403 InvalidSignatureException: Credential should be scoped to a valid region, not 'us-east-1'.",
    },
    (raw, name) => {
      const service = { putItem: 'dynamodb', identity: 'sts', putObject: 's3', functions: 'lambda' }[name];
      return withHeader(raw, 'host', `${service}.eu-west-1.amazonaws.com`);
    },
  );

  everyDoor(
    'a header that is not signed',
    {
      putItem: "400 InvalidSignatureException: 'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization.",
      identity: "403 SignatureDoesNotMatch: 'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization.",
      putObject: '403 AccessDenied: There were headers present in the request which were not signed',
      functions: "403 InvalidSignatureException: 'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization.",
    },
    (raw) => withHeader(raw, 'x-amz-extra', 'x'),
  );

  it.each(names)('an Authorization header that lacks its signature: %s', async (name) => {
    const raw = await request(name);
    const cut = headerOf(raw, 'authorization')?.replace(/, Signature=.*$/, '');
    const said = await refusal(withHeader(raw, 'authorization', cut));
    expect(said).toMatch(
      /^400 (IncompleteSignature|IncompleteSignatureException|AuthorizationHeaderMalformed): |^403 IncompleteSignatureException: /,
    );
    expect(said).toContain("Authorization header requires 'Signature' parameter.");
  });

  const denied = (action: string, resource: string) =>
    `User: arn:aws:iam::000000000000:user/eve is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

  it.each<[RequestName, string]>([
    [
      'putItem',
      `400 AccessDeniedException: ${denied('dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:000000000000:table/things')}`,
    ],
    ['putObject', `403 AccessDenied: ${denied('s3:PutObject', '"arn:aws:s3:::box/folder/a b+c.txt"')}`],
    ['functions', `403 AccessDeniedException: ${denied('lambda:ListFunctions', '*')}`],
  ])('who may not: %s', async (name, expected) => {
    expect(await refusal(await request(name, door.stranger))).toBe(expected);
  });
});

describe('presigned requests', () => {
  const presigned = (ageMs: number, expiresSeconds = 300) =>
    signed(
      { ...door.requests.presignedGet, expiresSeconds },
      door.user,
      door.globe.port,
      door.globe.globe.clock.now() - ageMs,
    );

  it('are good until they end', async () => {
    expect((await door.sender.send(await presigned(299_000)))?.status).toBe(200);
    expect(await refusal(await presigned(302_000))).toBe('403 AccessDenied: Request has expired');
  });

  it('are not good before their time', async () => {
    expect(await refusal(await presigned(-16 * minuteMs))).toBe('403 AccessDenied: Request is not valid yet');
  });

  it('last a week at most', async () => {
    const raw = await presigned(0);
    const longer = { ...raw, target: raw.target.replace('X-Amz-Expires=300', 'X-Amz-Expires=604801') };
    expect(await refusal(longer)).toMatch(/^40[03] (SignatureDoesNotMatch|AuthorizationQueryParametersError): /);
  });
});

it('a session’s credentials end', async () => {
  const raw = await request('putItem', door.session);
  await door.globe.advance(61 * minuteMs);
  expect(await refusal(raw)).toBe('400 ExpiredTokenException: The security token included in the request is expired');
});
