import { Agent, request as httpRequest } from 'node:http';

/** A request as it goes over the wire: nothing is added to it, headers may come twice. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Sends raw requests over a few kept connections. */
export interface Sender {
  /** Undefined when Node's client refuses to send such a thing. */
  send(request: RawRequest): Promise<RawResponse | undefined>;
  close(): void;
}

const connections = 8;

export function openSender(port: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (request) => sendRaw(agent, port, request),
    close: () => agent.destroy(),
  };
}

function sendRaw(agent: Agent, port: number, request: RawRequest): Promise<RawResponse | undefined> {
  return new Promise((resolve, reject) => {
    const { method, target, headers, body } = request;
    const list = [...headers, ['content-length', String(body.length)] as const].flat();
    try {
      const outgoing = httpRequest(
        { agent, host: '127.0.0.1', port, method, path: target, headers: list },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          response.on('error', reject);
        },
      );
      outgoing.on('error', (error) => {
        // The door hangs up on what is no HTTP.
        if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') resolve(undefined);
        else reject(error);
      });
      outgoing.end(body);
    } catch {
      resolve(undefined);
    }
  });
}

export function headerOf(request: RawRequest, name: string): string | undefined {
  return request.headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

export function withHeader(request: RawRequest, name: string, value: string | undefined): RawRequest {
  const others = request.headers.filter(([each]) => each.toLowerCase() !== name);
  return { ...request, headers: value === undefined ? others : [...others, [name, value]] };
}
