import { UpdateStageCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiGlobe, echo, startApi } from './testing/start-api.ts';

let globe: ApiGlobe;
let echoArn: string;
beforeAll(async () => {
  globe = await startApi({ clock: 'held', startAt: Date.parse('2026-03-12T19:03:58Z') });
  echoArn = await globe.createFunction(echo);
});
afterAll(() => globe.stop());

/** What the tests look into of an event. */
interface SeenEvent {
  readonly routeKey: string;
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: { readonly requestId: string; readonly http: { readonly path: string } };
}

const json = (response: Response) => response.json() as Promise<SeenEvent>;

describe('a function behind a route', () => {
  it('gets a request as an event of format 2.0', async () => {
    const api = await globe.createApi({}, { StageVariables: { color: 'blue' } });
    await api.route('POST /tasks/{id}', echoArn);
    const response = await api.fetch('/tasks/a%20b?x=1&x=2&y=%26', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: 'a=1; b=2', 'X-Custom': 'Yes', 'user-agent': 'test' },
      body: '{"name":"snow"}',
    });
    const event = await json(response);
    expect(response.status).toBe(200);
    expect(response.headers.get('apigw-requestid')).toBe(event.requestContext.requestId);
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /tasks/{id}',
      rawPath: '/tasks/a b',
      rawQueryString: 'x=1&x=2&y=%26',
      cookies: ['a=1', 'b=2'],
      headers: { 'content-type': 'application/json', 'x-custom': 'Yes', 'content-length': '15' },
      queryStringParameters: { x: '1,2', y: '&' },
      pathParameters: { id: 'a b' },
      stageVariables: { color: 'blue' },
      body: '{"name":"snow"}',
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        apiId: api.apiId,
        domainName: `${api.apiId}.execute-api.us-east-1.amazonaws.com`,
        domainPrefix: api.apiId,
        http: { method: 'POST', path: '/tasks/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        routeKey: 'POST /tasks/{id}',
        stage: '$default',
        time: '12/Mar/2026:19:03:58 +0000',
        timeEpoch: Date.parse('2026-03-12T19:03:58Z'),
      },
    });
    expect(event.headers.cookie).toBeUndefined();
  });

  it('gets a request as an event of format 1.0', async () => {
    const api = await globe.createApi({}, { StageName: 'dev' });
    const code = 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) })';
    await api.route('ANY /{proxy+}', await globe.createFunction(code), { PayloadFormatVersion: '1.0' });
    const event = await json(await api.fetch('/dev/a/b?x=1&x=2', { headers: { 'User-Agent': 'test' } }));
    expect(event).toMatchObject({
      version: '1.0',
      resource: '/{proxy+}',
      path: '/dev/a/b',
      httpMethod: 'GET',
      headers: { 'User-Agent': 'test' },
      queryStringParameters: { x: '2' },
      multiValueQueryStringParameters: { x: ['1', '2'] },
      pathParameters: { proxy: 'a/b' },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { resourceId: 'ANY /{proxy+}', resourcePath: '/{proxy+}', stage: 'dev', path: '/dev/a/b' },
    });
  });

  it('may answer with status, headers, cookies and a binary body', async () => {
    const api = await globe.createApi();
    const arn = await globe.createFunction(`exports.handler = async () => ({
      statusCode: 201, headers: { 'X-A': 1 }, cookies: ['a=1', 'b=2; Secure'], isBase64Encoded: true, body: '/wA=' })`);
    await api.route('$default', arn);
    const response = await api.fetch('/any/thing');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-a')).toBe('1');
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Secure']);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([255, 0]));
  });

  it.each([
    ['fails', `exports.handler = async () => { throw new Error('no') }`],
    ['answers with a status that is none', 'exports.handler = async () => ({ statusCode: "high" })'],
    ['answers with a body that is an object', 'exports.handler = async () => ({ statusCode: 200, body: {} })'],
  ])('that %s makes the answer 500', async (_what, code) => {
    const api = await globe.createApi();
    await api.route('GET /', await globe.createFunction(code));
    const response = await api.fetch('/');
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('is not invoked without the permission of its own policy', async () => {
    const arn = await globe.createFunction(echo, { permitted: false });
    const api = await globe.createApi();
    await api.route('GET /tasks/{id}', arn);
    expect((await api.fetch('/tasks/1')).status).toBe(500);
    await globe.client(LambdaClient).send(
      new AddPermissionCommand({
        FunctionName: arn,
        StatementId: 'this-route',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/*/*/tasks/{id}`,
      }),
    );
    expect((await api.fetch('/tasks/1')).status).toBe(200);
  });

  it('that is slower than the integration allows makes the answer 503', async () => {
    const own = await startApi({ clock: 'real' });
    const api = await own.createApi();
    const arn = await own.createFunction('exports.handler = () => new Promise((answer) => setTimeout(answer, 400))');
    await api.route('GET /', arn, { TimeoutInMillis: 50 });
    const response = await api.fetch('/');
    expect([response.status, await response.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
    await own.stop();
  });
});

describe('routes', () => {
  it('are chosen by how exactly they fit', async () => {
    const api = await globe.createApi();
    const keys = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];
    for (const key of keys) await api.route(key, echoArn);
    const chosen = async (method: string, path: string) => (await json(await api.fetch(path, { method }))).routeKey;
    expect(await chosen('GET', '/pets/dog/1')).toBe('GET /pets/dog/1');
    expect(await chosen('GET', '/pets/dog/2')).toBe('GET /pets/dog/{id}');
    expect(await chosen('GET', '/pets/cat/5')).toBe('GET /pets/{proxy+}');
    expect(await chosen('POST', '/test/5')).toBe('ANY /{proxy+}');
    expect(await chosen('GET', '/')).toBe('$default');
  });

  it('that are not there are answered 404', async () => {
    const api = await globe.createApi();
    await api.route('GET /here', echoArn);
    const response = await api.fetch('/there');
    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect((await api.fetch('/here', { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${globe.endpoint}/_aws/execute-api/nosuchapi/here`)).status).toBe(404);
  });

  it('lie below the name of a stage that has one', async () => {
    const api = await globe.createApi({}, { StageName: 'dev' });
    await api.route('GET /here', echoArn);
    expect((await api.fetch('/here')).status).toBe(404);
    const event = await json(await api.fetch('/dev/here'));
    expect([event.rawPath, event.requestContext.http.path]).toEqual(['/dev/here', '/dev/here']);
  });
});

describe('CORS', () => {
  it('is answered by the gateway and put on answers of functions', async () => {
    const CorsConfiguration = {
      AllowOrigins: ['https://a.example'],
      AllowMethods: ['get', 'POST'],
      AllowHeaders: ['content-type'],
      ExposeHeaders: ['date'],
      AllowCredentials: true,
      MaxAge: 60,
    };
    const api = await globe.createApi({ CorsConfiguration });
    await api.route('ANY /', echoArn);
    const preflight = (origin: string) =>
      api.fetch('/', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    const allowed = await preflight('https://a.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://a.example');
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(allowed.headers.get('access-control-max-age')).toBe('60');
    expect((await preflight('https://b.example')).headers.get('access-control-allow-origin')).toBeNull();
    const answer = await api.fetch('/', { headers: { origin: 'https://a.example' } });
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('access-control-expose-headers')).toBe('date');
  });
});

describe('a stage', () => {
  it('lets through as many requests as its throttle allows, on the globe’s clock', async () => {
    const DefaultRouteSettings = { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 1 };
    const api = await globe.createApi({}, { DefaultRouteSettings });
    await api.route('GET /', echoArn);
    const statuses = async (count: number) => {
      const all = [];
      for (let index = 0; index < count; index++) all.push((await api.fetch('/')).status);
      return all;
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    await globe.advance(1000);
    expect(await statuses(2)).toEqual([200, 429]);
  });

  it('writes an access log', async () => {
    const logs = globe.client(CloudWatchLogsClient);
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/api' }));
    const api = await globe.createApi();
    await api.route('GET /tasks/{id}', echoArn);
    await globe.gateway.send(
      new UpdateStageCommand({
        ApiId: api.apiId,
        StageName: '$default',
        AccessLogSettings: {
          DestinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/api',
          Format:
            '$context.requestId $context.routeKey $context.status $context.error.message $context.integration.status',
        },
      }),
    );
    const found = await api.fetch('/tasks/1');
    const missing = await api.fetch('/nothing');
    await globe.settle();
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/api' }));
    expect(events?.map(({ message }) => message)).toEqual([
      `${found.headers.get('apigw-requestid')} GET /tasks/{id} 200 - 200`,
      `${missing.headers.get('apigw-requestid')} - 404 Not Found -`,
    ]);
  });
});

describe('parameter mapping', () => {
  it('changes what a function gets and what a client gets', async () => {
    const api = await globe.createApi({}, { StageVariables: { who: 'stage' } });
    await api.route('GET /{id}', echoArn, {
      RequestParameters: {
        'append:header.x-list': '$request.path.id',
        'overwrite:header.x-who': '${stageVariables.who}-${context.httpMethod}',
        'remove:querystring.secret': "''",
        'overwrite:path': '/changed',
      },
      ResponseParameters: {
        '200': { 'overwrite:statuscode': '202', 'append:header.x-route': '$response.body.routeKey' },
      },
    });
    const response = await api.fetch('/7?secret=1&open=2', { headers: { 'x-list': 'first' } });
    expect(response.status).toBe(202);
    expect(response.headers.get('x-route')).toBe('GET /{id}');
    expect(await response.json()).toMatchObject({
      rawPath: '/changed',
      rawQueryString: 'open=2',
      headers: { 'x-list': 'first,7', 'x-who': 'stage-GET' },
    });
  });
});

describe('a URL behind a route', () => {
  it('gets the request and answers it', async () => {
    const backend = await globe.createApi();
    await backend.route('ANY /in/{proxy+}', echoArn);
    const api = await globe.createApi();
    await api.route('ANY /out/{proxy+}', `${backend.url}/in/{proxy}`);
    const response = await api.fetch('/out/a/b%20c?q=1', { method: 'PUT', body: 'text', headers: { 'x-a': '1' } });
    expect(await response.json()).toMatchObject({
      rawPath: '/in/a/b c',
      rawQueryString: 'q=1',
      body: 'text',
      headers: { 'x-a': '1' },
      requestContext: { http: { method: 'PUT' } },
    });
  });

  it('that nobody listens at makes the answer 500', async () => {
    const api = await globe.createApi();
    await api.route('GET /', 'http://127.0.0.1:1/');
    expect((await api.fetch('/')).status).toBe(500);
  });
});
