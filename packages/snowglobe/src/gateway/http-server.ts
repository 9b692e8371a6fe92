import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type * as Http2 from 'node:http2';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { bodyTooLarge } from './errors.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { maximumHeaderBytes } from './limits.ts';
import type { BodySource } from './protocols/protocol.ts';

type Request = IncomingMessage | Http2.Http2ServerRequest;
type Response = ServerResponse | Http2.Http2ServerResponse;

export type Answer = (request: HttpRequest) => Promise<HttpResponse>;
/** Hears of what went wrong while an answer was sent. */
export type ReportFault = (where: string, error: unknown) => void;

export interface HttpServer {
  /** Resolves with the port once connections are accepted. */
  listen(port: number, host: string): Promise<{ readonly port: number }>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** HTTP/2 connections start with these bytes (RFC 9113, section 3.4). */
const http2Preface = 'PRI';
const keepAliveMs = 65_000;

/** One port for HTTP/1.1 and HTTP/2 without TLS: the first bytes of a connection tell which. */
export function createHttpServerPair(answer: Answer, dateHeader: () => string, reportFault: ReportFault): HttpServer {
  const handle = (request: Request, response: Response) =>
    void respond(request, response, { answer, dateHeader, reportFault });
  const http1 = createHttpServer({ maxHeaderSize: maximumHeaderBytes, keepAliveTimeout: keepAliveMs }, handle);
  http1.on('clientError', refuseMalformed);
  let http2: Http2.Http2Server | undefined;
  const sockets = new Set<Socket>();
  const front = createNetServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      const isHttp2 = first.toString('latin1', 0, http2Preface.length) === http2Preface;
      if (isHttp2) http2 ??= createHttp2Server(handle);
      (isHttp2 && http2 ? http2 : http1).emit('connection', socket);
    });
  });
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        front.once('error', reject);
        front.listen(port, host, () => {
          front.off('error', reject);
          resolve({ port: (front.address() as AddressInfo).port });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        http1.close();
        http2?.close();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const load = createRequire(import.meta.url);

/** Made for the first such connection: Node's HTTP/2 would be felt in every start. */
function createHttp2Server(handle: (request: Request, response: Response) => void): Http2.Http2Server {
  const { createServer } = load('node:http2') as typeof Http2;
  return createServer({ settings: { maxHeaderListSize: maximumHeaderBytes } }, handle);
}

/** Answers what is no HTTP, as far as the connection still can. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

interface Responder {
  readonly answer: Answer;
  readonly dateHeader: () => string;
  readonly reportFault: ReportFault;
}

async function respond(request: Request, response: Response, responder: Responder): Promise<void> {
  const { answer, dateHeader, reportFault } = responder;
  const url = request.url ?? '/';
  try {
    const incoming = new IncomingRequest(request, response, url);
    const outgoing = await answer(incoming);
    await send(request, response, outgoing, dateHeader());
  } catch (error) {
    if (!isDisconnect(error)) reportFault(`${request.method} ${url}`, error);
    if (!response.headersSent && !response.destroyed) {
      response.writeHead(500, { 'content-length': 0 });
      response.end();
    } else response.destroy(undefined);
  }
}

function isDisconnect(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return (
    error instanceof ClientGone ||
    code === 'ECONNRESET' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    code === 'ABORT_ERR'
  );
}

/** The client went away before its request was read. */
class ClientGone extends Error {}

class IncomingRequest implements HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly query: string;
  readonly host: string;
  private readonly request: Request;
  private readonly response: Response;
  private abort: AbortController | undefined;

  constructor(request: Request, response: Response, url: string) {
    this.request = request;
    this.response = response;
    this.method = request.method ?? 'GET';
    this.url = url;
    const mark = url.indexOf('?');
    this.path = mark < 0 ? url : url.slice(0, mark);
    this.query = mark < 0 ? '' : url.slice(mark + 1);
    const authority = 'authority' in request ? request.authority : undefined;
    this.host = request.headers.host ?? authority ?? '';
  }

  get headers(): Readonly<Record<string, string>> {
    return this.request.headers as Readonly<Record<string, string>>;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  get rawHeaders(): readonly string[] {
    return this.request.rawHeaders;
  }

  get sourceIp(): string {
    return (this.request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  }

  get httpVersion(): string {
    return this.request.httpVersion;
  }

  get body(): BodySource {
    // Who stops reading early must not end the connection: the answer goes there.
    return { [Symbol.asyncIterator]: () => this.request.iterator({ destroyOnReturn: false }) };
  }

  get signal(): AbortSignal {
    if (this.abort === undefined) {
      const controller = new AbortController();
      this.abort = controller;
      this.response.once('close', () => {
        if (!this.response.writableFinished) controller.abort();
      });
      if (this.response.destroyed) controller.abort();
    }
    return this.abort.signal;
  }

  collect(maximumBytes: number): Promise<Uint8Array> {
    const { request } = this;
    if (Number(request.headers['content-length'] ?? 0) > maximumBytes) {
      return Promise.reject(bodyTooLarge(maximumBytes));
    }
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
        // What is too long is read on and dropped: a client that is still sending would not see the answer otherwise.
        if (length <= maximumBytes) chunks.push(chunk);
        else reject(bodyTooLarge(maximumBytes));
      });
      request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length)));
      request.on('error', reject);
      // An error object costs more than the rest of this function, so it is made only when needed.
      request.on('close', () => {
        if (!request.complete) reject(new ClientGone());
      });
    });
  }
}

function hasNoBody(request: Request, status: number): boolean {
  return request.method === 'HEAD' || status === 204 || status === 304;
}

async function send(request: Request, response: Response, outgoing: HttpResponse, date: string): Promise<void> {
  const { status, body } = outgoing;
  const headers: Record<string, string | readonly string[] | number> = { date, ...outgoing.headers };
  const whole = typeof body === 'string' || body instanceof Uint8Array ? body : undefined;
  const bodiless = hasNoBody(request, status);
  if (whole !== undefined && headers['content-length'] === undefined && status !== 204 && status !== 304) {
    headers['content-length'] = Buffer.byteLength(whole);
  }
  response.writeHead(status, headers as Record<string, string>);
  if (bodiless || whole?.length === 0) response.end();
  else if (whole !== undefined) (response as ServerResponse).end(whole);
  else await pour(body as BodySource, response as ServerResponse);
  // The rest of a body that nobody wanted stands before the next request.
  if (!request.complete) request.resume();
}

/** Writes a stream with the pace that the client reads it. */
async function pour(body: BodySource, response: ServerResponse): Promise<void> {
  if ('flushHeaders' in response) response.flushHeaders();
  for await (const chunk of body) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
