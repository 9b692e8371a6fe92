import { type HttpRequest, HttpResponse } from '@smithy/protocol-http';

interface Client {
  send(command: never): Promise<unknown>;
}

const captured = 'captured';

/** The bytes of the HTTP/1.1 request that an SDK client would send for a command, signed. */
export async function signedRequest(
  // Each client's configuration has a type of its own.
  ClientClass: new (configuration: never) => Client,
  command: object,
  port: number,
): Promise<Buffer> {
  let request: HttpRequest | undefined;
  const configuration = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      handle: (sent: HttpRequest) => {
        request = sent;
        return Promise.reject(Object.assign(new Error(captured), { response: new HttpResponse({ statusCode: 400 }) }));
      },
    },
  };
  const client = new ClientClass(configuration as never);
  await client.send(command as never).catch((error: unknown) => {
    if ((error as Error).message !== captured) throw error;
  });
  if (!request) throw new Error('the client sent nothing');
  return requestBytes(request);
}

/** A request as it goes over a connection that is kept. */
export function requestBytes(request: Pick<HttpRequest, 'method' | 'path' | 'headers' | 'body'>): Buffer {
  const body = Buffer.from(request.body as string | Uint8Array);
  const headers = { ...request.headers, 'content-length': String(body.length), connection: 'keep-alive' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    body,
  ]);
}
