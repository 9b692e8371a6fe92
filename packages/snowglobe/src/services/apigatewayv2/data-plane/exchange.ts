import type { Cause } from '../../../contract/cause.ts';
import type { SignedRequest } from '../../../contract/door.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Scope } from '../../../contract/scope.ts';
import type { GatewayResponse, Values } from '../../execute-api/message.ts';
import type { Signer } from '../../execute-api/signer.ts';
import type { ApiRow, DeploymentRow, IntegrationRow, RouteRow, StageRow } from '../tables.ts';

/** What the client sent. */
export interface GatewayRequest {
  readonly method: string;
  /** Decoded, with the stage, without what only this machine's address adds. */
  readonly path: string;
  /** The same below the stage, still percent-encoded: what routes are matched with. */
  readonly routedPath: string;
  /** As received, without `?`. */
  readonly query: string;
  readonly headers: Values;
  /** The name that the API has on AWS, or the custom domain: without port, and never this machine's. */
  readonly domainName: string;
  readonly sourceIp: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  readonly body: Uint8Array;
}

/** One request on its way through an API. */
export interface Exchange {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly api: ApiRow;
  readonly stage: StageRow;
  /** Undefined when nothing was deployed to the stage yet. */
  readonly deployment: DeploymentRow | undefined;
  /** The custom domain that was addressed, with the key of its mapping. */
  readonly domain?: { readonly name: string; readonly mappingKey: string } | undefined;
  readonly request: GatewayRequest;
  /** The request as it came, which a signature covers. */
  readonly incoming: SignedRequest;
  readonly requestId: string;
  readonly startedAt: number;
  readonly cause: Cause;
}

/** The route that a request takes. */
export interface Matched {
  readonly route: RouteRow;
  /** `/tasks/{id}`; `$default` for that route. */
  readonly routePath: string;
  readonly integration: IntegrationRow | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly authorization?: Authorization | undefined;
}

/** What is known of a caller, once the route's authorizer let them pass. */
export interface Authorization {
  /** `requestContext.authorizer` of the event of a function with payload 2.0. */
  readonly event: Readonly<Record<string, unknown>>;
  /** The same in payload 1.0, and `$context.authorizer`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly signer?: Signer | undefined;
}

/** What came of an integration, for the client and for the access log. */
export interface Outcome {
  readonly response: GatewayResponse;
  readonly integration?: {
    /** The status that the backend answered. */
    readonly status?: number;
    /** The status of calling it: Lambda's own. */
    readonly callStatus?: number;
    readonly latencyMs: number;
    readonly error?: string;
  };
  /** Set when the gateway itself refuses. */
  readonly error?: { readonly message: string; readonly responseType: string };
}
