import type { Method } from '@aws-sdk/client-api-gateway';
import type { Cause } from '../../../contract/cause.ts';
import type { SignedRequest } from '../../../contract/door.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Scope } from '../../../contract/scope.ts';
import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import type { Signer } from '../../execute-api/signer.ts';
import type { ApiKeyRow, ResourceRow, Snapshot, StageRow } from '../tables.ts';
import type { ExecutionLog } from './execution-log.ts';

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

/** The custom domain that a request came to. */
export interface CustomDomain {
  /** As the client wrote it, without the port. */
  readonly host: string;
  /** `(none)`: the domain's root. */
  readonly basePathMatched: string;
}

/** One request on its way through a stage. */
export interface Exchange {
  readonly globe: Globe;
  readonly scope: Scope;
  /** With the canary's deployment and variables, where it serves the request. */
  readonly stage: StageRow;
  readonly isCanary?: boolean;
  readonly customDomain?: CustomDomain | undefined;
  readonly snapshot: Snapshot;
  readonly request: GatewayRequest;
  /** The request as it came, which a signature covers. */
  readonly incoming: SignedRequest;
  readonly requestId: string;
  /** As `JKJaXmPLvHcESHA=`. */
  readonly extendedRequestId: string;
  readonly startedAt: number;
  readonly cause: Cause;
  readonly log: ExecutionLog;
}

/** What an authorizer made of a request. */
export interface Authorization {
  /** `$context.authorizer`: the principal's id, claims, and what the function added. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly latencyMs: number;
  readonly status: number;
  readonly requestId?: string | undefined;
  readonly error?: string | undefined;
  /** The value of an API key that the function gave. */
  readonly usageIdentifierKey?: string | undefined;
}

/** The method that a request is for. */
export interface Matched {
  readonly resource: ResourceRow;
  readonly method: Method;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The key that the client showed, once it was found good. */
  readonly apiKey?: ApiKeyRow;
  /** Methods with AWS_IAM, once the signature was found good. */
  readonly signer?: Signer | undefined;
  readonly authorization?: Authorization | undefined;
}

/** What the gateway says instead of passing a request on. */
export interface Refusal {
  /** A gateway response type. */
  readonly responseType: string;
  readonly message: string | null;
  /** Where the error has another status than its type. */
  readonly status?: number;
  /** `x-amzn-errortype`, where it is not that of the type. */
  readonly errorType?: string;
  readonly validationError?: string;
}

/** What came of an integration, for the access log. */
export interface IntegrationFacts {
  readonly status?: number;
  readonly latencyMs: number;
  readonly error?: string;
  readonly requestId?: string | undefined;
}

/** An answer of the integration, or a refusal. */
export type Outcome = { readonly integration?: IntegrationFacts } & (
  | { readonly response: GatewayResponse; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly response?: undefined }
);
