import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InvokeMessage } from '../messages.ts';

/** What a runtime tells its environment. */
export interface RuntimeApiListener {
  /** The runtime asks for its first invocation: it is initialised. */
  ready(): void;
  /** JSON text. */
  initFailed(error: string): void;
  response(body: Buffer): void;
  /** A streaming response begins, goes on, and ends with `response`. */
  streamBegun(contentType: string): void;
  streamed(bytes: Uint8Array): void;
  /** JSON text. */
  failed(error: string): void;
}

/** The runtime API of one process, https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export interface RuntimeApi {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  invoke(message: InvokeMessage): void;
  close(): void;
}

type Reply = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

const version = '/2018-06-01/runtime';

/** Serves one process: it asks for work, answers, and asks again. */
export async function startRuntimeApi(listener: RuntimeApiListener): Promise<RuntimeApi> {
  const conversation = new Conversation(listener);
  const server = createServer((request, response) => void conversation.answer(request, response));
  // A runtime may wait for work as long as it lives.
  server.requestTimeout = 0;
  const port = await listen(server);
  return {
    address: `127.0.0.1:${port}`,
    invoke: (message) => conversation.invoke(message),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.unref();
      resolve((server.address() as AddressInfo).port);
    });
  });
}

class Conversation {
  readonly #listener: RuntimeApiListener;
  #ready = false;
  #waiting: ServerResponse | undefined;
  #next: InvokeMessage | undefined;
  #running: string | undefined;

  constructor(listener: RuntimeApiListener) {
    this.#listener = listener;
  }

  invoke(message: InvokeMessage): void {
    this.#next = message;
    this.#handOver();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = this.#replies()[`${request.method} ${request.url}`];
    if (reply) await reply(response, request);
    else sendError(response, 404, 'InvalidResource', `Unknown path ${request.url ?? ''}`);
  }

  #replies(): Readonly<Record<string, Reply>> {
    const invocation = `${version}/invocation/${this.#running ?? '-'}`;
    return {
      [`GET ${version}/invocation/next`]: (response) => this.#wait(response),
      [`POST ${version}/init/error`]: async (response, request) => {
        const error = await text(request);
        accept(response);
        this.#listener.initFailed(error);
      },
      [`POST ${invocation}/response`]: (response, request) => this.#respond(response, request),
      [`POST ${invocation}/error`]: async (response, request) => {
        const error = await text(request);
        this.#running = undefined;
        accept(response);
        this.#listener.failed(error);
      },
    };
  }

  #wait(response: ServerResponse): void {
    this.#waiting = response;
    if (!this.#ready) {
      this.#ready = true;
      this.#listener.ready();
    }
    this.#handOver();
  }

  #handOver(): void {
    const response = this.#waiting;
    const message = this.#next;
    if (!response || !message) return;
    this.#waiting = undefined;
    this.#next = undefined;
    this.#running = message.requestId;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': message.requestId,
      // Differs from AWS: the clock of a process is the machine's, also where the globe's is held.
      'Lambda-Runtime-Deadline-Ms': String(Math.round(performance.timeOrigin + performance.now()) + message.timeoutMs),
      'Lambda-Runtime-Invoked-Function-Arn': message.invokedFunctionArn,
      'Lambda-Runtime-Trace-Id': message.traceHeader,
      ...(message.clientContext === undefined ? {} : { 'Lambda-Runtime-Client-Context': message.clientContext }),
    });
    response.end(message.payload);
  }

  async #respond(response: ServerResponse, request: IncomingMessage): Promise<void> {
    const streams = request.headers['lambda-runtime-function-response-mode'] === 'streaming';
    if (streams) this.#listener.streamBegun(request.headers['content-type'] ?? 'application/octet-stream');
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (streams) this.#listener.streamed(chunk);
      else chunks.push(chunk);
    }
    this.#running = undefined;
    accept(response);
    this.#listener.response(Buffer.concat(chunks));
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { 'Content-Type': 'application/json' });
  response.end('{"status":"OK"}');
}

function sendError(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ errorType, errorMessage }));
}
