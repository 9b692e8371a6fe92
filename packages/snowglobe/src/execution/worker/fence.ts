import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

const isAws = (host: unknown): boolean =>
  typeof host === 'string' && /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/i.test(host.replace(/:\d+$/, ''));

type RequestArguments = [url: unknown, options?: unknown, callback?: unknown];
type Options = Record<string, unknown> & { headers?: Record<string, unknown> | readonly unknown[] };

/**
 * Leads every connection that a function makes to `*.amazonaws.com` to the globe, whatever the scheme, so that code
 * with a written-out endpoint neither reaches the internet nor fails. The Host header stays what the code addressed.
 */
export function installFence(endpoint: string): void {
  const target = new URL(endpoint);
  fenceHttp(target);
  fenceHttp2(endpoint);
  fenceFetch(target);
  fenceSockets(target);
  syncBuiltinESMExports();
}

function fenceHttp(target: URL): void {
  const agent = new http.Agent({ keepAlive: true });
  const plainRequest = http.request;
  for (const module of [http, https] as { request: unknown; get: unknown }[]) {
    const request = module.request as (...args: RequestArguments) => http.ClientRequest;
    const fenced = (...args: RequestArguments): http.ClientRequest => {
      const { options, callback } = readArguments(args);
      const host = options['hostname'] ?? options['host'];
      if (!isAws(host)) return request(...args);
      const led = {
        ...options,
        protocol: 'http:',
        hostname: target.hostname,
        host: target.hostname,
        port: target.port,
        agent,
      };
      return plainRequest(
        { ...led, headers: withHost(options.headers, String(host)) } as http.RequestOptions,
        callback as () => void,
      );
    };
    module.request = fenced;
    module.get = (...args: RequestArguments): http.ClientRequest => {
      const made = fenced(...args);
      made.end();
      return made;
    };
  }
}

/** `request(url, options, callback)`, `request(url, callback)`, `request(options, callback)`. */
function readArguments(args: RequestArguments): { readonly options: Options; readonly callback: unknown } {
  const [first, second, third] = args;
  const callback = typeof second === 'function' ? second : third;
  const more = typeof second === 'object' && second !== null ? (second as Options) : {};
  if (typeof first !== 'string' && !(first instanceof URL)) return { options: { ...(first as Options) }, callback };
  const url = new URL(first);
  const fromUrl = { protocol: url.protocol, hostname: url.hostname, path: `${url.pathname}${url.search}` };
  return { options: { ...fromUrl, ...more }, callback };
}

function withHost(headers: Options['headers'], host: string): Options['headers'] {
  if (Array.isArray(headers)) return headers;
  const named = (headers ?? {}) as Record<string, unknown>;
  return Object.keys(named).some((name) => name.toLowerCase() === 'host') ? named : { ...named, Host: host };
}

function fenceHttp2(endpoint: string): void {
  const connect = http2.connect as (...args: unknown[]) => http2.ClientHttp2Session;
  const fenced = (authority: string | URL, ...rest: unknown[]) =>
    connect(isAws(new URL(authority).hostname) ? endpoint : authority, ...rest);
  http2.connect = fenced as typeof http2.connect;
}

function fenceFetch(target: URL): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isAws(url.hostname)) return fetch(input, init);
    const led = new URL(`${url.pathname}${url.search}`, target);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set('host', url.host);
    if (!(input instanceof Request)) return fetch(led, { ...init, headers });
    return fetch(new Request(led, new Request(input, init)), { headers });
  };
}

/** Raw sockets: plain ones are led to the globe, encrypted ones refused, since nothing there speaks TLS. */
function fenceSockets(target: URL): void {
  const prototype = net.Socket.prototype as unknown as { connect(...args: unknown[]): net.Socket };
  // oxlint-disable-next-line typescript/unbound-method -- it is called with the socket as `this` below
  const connect = prototype.connect;
  prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    // net.connect() hands over its arguments in one normalised array.
    const first = Array.isArray(args[0]) ? args[0][0] : args[0];
    const host = typeof first === 'object' && first !== null ? (first as { host?: unknown }).host : args[1];
    if (!isAws(host)) return connect.apply(this, args);
    return connect.call(this, { host: target.hostname, port: Number(target.port) });
  };
  const tlsConnect = tls.connect as (...args: unknown[]) => tls.TLSSocket;
  tls.connect = ((...args: unknown[]) => {
    const options = args.find((arg) => typeof arg === 'object' && arg !== null) as { host?: unknown } | undefined;
    const host = options?.host ?? args[1];
    if (isAws(host))
      throw new Error(
        `Snowglobe does not let functions open TLS connections to ${String(host)}; AWS is at ${target.origin} here.`,
      );
    return tlsConnect(...args);
  }) as typeof tls.connect;
}
