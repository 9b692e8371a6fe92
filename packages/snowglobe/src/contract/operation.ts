import type { Cause } from './cause.ts';
import type { Globe } from './globe.ts';
import type { AccessRequest, Principal } from './principal.ts';
import type { Scope } from './scope.ts';

/** The HTTP request behind a call; absent fields for calls made inside the process. */
export interface CallHttp {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: string;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  /** `http://host:port` as the caller addressed us. */
  readonly origin: string;
}

/** Everything an operation knows about its being called. */
export interface Call {
  readonly globe: Globe;
  /** Account and region that the caller addressed. */
  readonly scope: Scope;
  readonly caller: Principal;
  readonly requestId: string;
  readonly cause: Cause;
  readonly http: CallHttp;
  /** The service that calls for the caller, with the caller's rights: `s3.amazonaws.com`. Undefined: the caller itself. */
  readonly via?: string | undefined;
  /** Aborted when the client goes away; for long polls and streams. */
  readonly signal: AbortSignal;
  /** Opens a step for writes after an `await`; before the first `await` one is open already. */
  step<T>(work: () => T): T;
  /** Marks the call as waiting for others (a long poll), so that `settle()` does not wait for it. Returns the function that ends the wait. */
  waiting(): () => void;
  /** Checks a permission that the access table could not know beforehand. Throws AWS's AccessDenied. */
  authorize(request: AccessRequest): void;
}

/**
 * One AWS operation. Input and output are the SDK's shapes: blobs are Uint8Array, timestamps Date, streaming bodies
 * AsyncIterable<Uint8Array> in and AsyncIterable<Uint8Array> | Uint8Array out. The synchronous part of the handler runs
 * as one step, rolled back when it throws.
 */
export type Operation<Input, Output> = (input: Input, call: Call) => Output | Promise<Output>;

// oxlint-disable-next-line typescript/no-explicit-any -- a table of operations holds every input and output type
export type AnyOperation = Operation<any, any>;

/** Names the permissions that an operation needs. An empty list: none (as `sts:GetCallerIdentity`). */
// oxlint-disable-next-line typescript/no-explicit-any -- a table of rules holds every input type
export type AccessRule<Input = any> = (input: Input, call: Call) => readonly AccessRequest[];
