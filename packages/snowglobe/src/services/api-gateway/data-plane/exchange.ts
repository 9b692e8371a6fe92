import type { Method } from '@aws-sdk/client-api-gateway';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Scope } from '../../../contract/scope.ts';
import type { ApiKeyRow, ResourceRow, Snapshot, StageRow } from '../tables.ts';

/** A name with its values in the order of their arrival; header names in lower case. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** What the client sent. */
export interface GatewayRequest {
  readonly method: string;
  /** Below the stage, as received. */
  readonly path: string;
  readonly query: Values;
  readonly headers: Values;
  /** The name that the API has on AWS. */
  readonly domainName: string;
  readonly sourceIp: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  readonly body: Uint8Array;
}

export interface GatewayResponse {
  readonly status: number;
  readonly headers: Values;
  readonly body: Uint8Array;
}

/** One request on its way through a stage. */
export interface Exchange {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly stage: StageRow;
  readonly snapshot: Snapshot;
  readonly request: GatewayRequest;
  readonly requestId: string;
  /** As `JKJaXmPLvHcESHA=`. */
  readonly extendedRequestId: string;
  readonly startedAt: number;
  readonly cause: Cause;
}

/** The method that a request is for. */
export interface Matched {
  readonly resource: ResourceRow;
  readonly method: Method;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The key that the client showed, once it was found good. */
  readonly apiKey?: ApiKeyRow;
}

/** What the gateway says instead of passing a request on. */
export interface Refusal {
  /** A gateway response type. */
  readonly responseType: string;
  readonly message: string;
  /** Where the error has another status than its type. */
  readonly status?: number;
  readonly validationError?: string;
}

/** What came of an integration, for the access log. */
export interface IntegrationFacts {
  readonly status?: number;
  readonly latencyMs: number;
  readonly error?: string;
}

/** An answer of the integration, or a refusal. */
export type Outcome = { readonly integration?: IntegrationFacts } & (
  | { readonly response: GatewayResponse; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly response?: undefined }
);
