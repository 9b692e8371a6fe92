import type { CallHttp } from '../contract/operation.ts';
import type { Scope } from '../contract/scope.ts';
import type { BodySource } from './protocols/protocol.ts';

/** A request with its head parsed and its body not yet read. */
export interface HttpRequest extends CallHttp {
  /** As received, still percent-encoded. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  /** Name, value, name, value ... as received. */
  readonly rawHeaders: readonly string[];
  /** The `Host` header. */
  readonly host: string;
  readonly httpVersion: string;
  readonly body: BodySource;
  /** Reads the whole body. Rejects with 413 when it is longer. */
  collect(maximumBytes: number): Promise<Uint8Array>;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array | BodySource;
}

/** Where unsigned requests stand. */
export const defaultScope: Scope = { account: '000000000000', region: 'us-east-1' };
