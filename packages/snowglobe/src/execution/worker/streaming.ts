import { Writable } from 'node:stream';
import type { Handler } from './load-handler.ts';
import { send } from './port.ts';

const streamingMark = Symbol.for('aws.lambda.runtime.handler.streaming');
/** Separates the JSON prelude of an HTTP response from its body. */
const preludeEnd = new Uint8Array(8);
const httpIntegrationType = 'application/vnd.awslambda.http-integration-response';

export const isStreaming = (handler: Handler): boolean => streamingMark in handler;

/** The stream that a streaming handler writes its answer to. */
export class ResponseStream extends Writable {
  contentType = 'application/octet-stream';
  beforeFirstWrite: (() => void) | undefined;
  begun = false;

  setContentType(contentType: string): void {
    if (this.begun) throw new Error('Cannot set content-type, too late.');
    this.contentType = contentType;
  }

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.begin();
    send({ kind: 'chunk', bytes: new Uint8Array(chunk) });
    done();
  }

  override _final(done: () => void): void {
    this.begin();
    done();
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    send({ kind: 'stream', contentType: this.contentType });
    const prelude = this.beforeFirstWrite;
    this.beforeFirstWrite = undefined;
    prelude?.();
  }
}

/** `awslambda.HttpResponseStream.from`: status, headers and cookies go ahead of the body. */
function fromMetadata(stream: ResponseStream, metadata: object): ResponseStream {
  stream.setContentType(httpIntegrationType);
  stream.beforeFirstWrite = () => {
    send({ kind: 'chunk', bytes: new TextEncoder().encode(JSON.stringify(metadata)) });
    send({ kind: 'chunk', bytes: preludeEnd });
  };
  return stream;
}

/** Puts the global `awslambda` in place. */
export function installStreaming(): void {
  const awslambda = {
    streamifyResponse(handler: Handler, options?: { highWaterMark?: number }): Handler {
      Object.defineProperty(handler, streamingMark, { value: options ?? true });
      return handler;
    },
    HttpResponseStream: { from: fromMetadata },
  };
  Object.defineProperty(globalThis, 'awslambda', { value: awslambda, configurable: true, writable: true });
}
