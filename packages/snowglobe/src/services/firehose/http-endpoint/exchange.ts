import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Globe } from '../../../contract/globe.ts';

export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Why there was no answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** `HttpEndpoint.ConnectionFailed` and its like. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A server without TLS answers a greeting of TLS so. */
const speaksClearText = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

const codes: Readonly<Record<string, string>> = {
  ABORT_ERR: 'HttpEndpoint.RequestTimeout',
  ECONNRESET: 'HttpEndpoint.ConnectionReset',
  ERR_TOO_LARGE: 'HttpEndpoint.ResponseTooLarge',
};

/**
 * Posts a body over HTTPS; rejects with NoAnswer. Redirects are not followed.
 * Differs from AWS: on this machine no certificate is checked, and a server that knows no TLS is spoken to without it.
 */
export async function exchange(
  globe: Globe,
  { body, headers, url }: Exchange,
  limits: { readonly timeoutMs: number; readonly answerBytes: number },
): Promise<Answer> {
  const stop = new AbortController();
  const due = globe.scheduler.after(limits.timeoutMs, `timeout of ${url.host}`, () => stop.abort());
  const isLocal = loopback.has(url.hostname);
  try {
    const send = (secure: boolean) => post(url, { headers, body, secure, isLocal, signal: stop.signal, ...limits });
    return await send(true).catch((error: NodeJS.ErrnoException) => {
      if (isLocal && speaksClearText.has(error.code ?? '')) return send(false);
      throw error;
    });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new NoAnswer(codes[code] ?? 'HttpEndpoint.ConnectionFailed', message || code);
  } finally {
    due.cancel();
  }
}

interface Post extends Omit<Exchange, 'url'> {
  readonly secure: boolean;
  readonly isLocal: boolean;
  readonly signal: AbortSignal;
  readonly answerBytes: number;
}

function post(url: URL, { answerBytes, body, headers, isLocal, secure, signal }: Post): Promise<Answer> {
  const { promise, reject, resolve } = withResolvers<Answer>();
  const options = { method: 'POST', headers, signal, agent: false as const };
  const outgoing = secure
    ? requestHttps(url, { ...options, rejectUnauthorized: !isLocal })
    : requestHttp(new URL(url.href.replace(/^https:/, 'http:')), options);
  outgoing.on('error', reject);
  outgoing.on('response', (incoming) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('error', reject);
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > answerBytes) incoming.destroy(Object.assign(new Error('too large'), { code: 'ERR_TOO_LARGE' }));
    });
    incoming.on('end', () => {
      const contentType = incoming.headers['content-type'] ?? '';
      resolve({ status: incoming.statusCode ?? 0, contentType, body: Buffer.concat(chunks).toString('utf8') });
    });
  });
  outgoing.end(body);
  return promise;
}

/** As Promise.withResolvers of later versions of Node. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
