import type { CauseLink } from './cause.ts';
import type { CallHttp } from './operation.ts';
import type { AccessRequest, Principal } from './principal.ts';
import type { Scope } from './scope.ts';

/** A request that a service makes of another over the wire's own form, in somebody's name: an AWS integration of API Gateway. */
export interface WireRequest {
  /** As in `arn:aws:apigateway:REGION:SERVICE:...`: the name that signatures know the service by. */
  readonly service: string;
  /** A label before the service's host, such as a bucket. */
  readonly subdomain?: string | undefined;
  /** An operation by its name: the request is then addressed to it as the service's protocol has it. */
  readonly action?: string | undefined;
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: CauseLink;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
}

/** A request at a service's own door (execute-api), as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** As received, still percent-encoded. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  /** Lower-case names; repeated headers joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a signature must be scoped to. */
export interface SignatureScope {
  readonly service: string;
  readonly region: string;
}

/** Why a signature is refused; the door words and answers it by this. */
export type SignatureFailure = 'incomplete' | 'invalid-signature' | 'unknown-key' | 'expired-token';

export type SignedIdentity =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'refused'; readonly failure: SignatureFailure; readonly message: string }
  | { readonly kind: 'signed'; readonly principal: Principal; readonly accessKeyId: string };

/** A question about access that no operation of a service's model stands for. */
export interface DoorQuestion {
  readonly principal: Principal;
  readonly request: AccessRequest;
  /** Stand in for the policies that IAM keeps of the principal: what a Lambda authorizer answered. */
  readonly identityPolicies?: readonly string[];
  /** The door's service: `execute-api`. */
  readonly service: string;
  readonly scope: Scope;
  readonly http: CallHttp;
}

export type DoorAnswer =
  | { readonly allowed: true }
  /** `message`: AWS's text, `User: ... is not authorized to perform: ...`. */
  | { readonly allowed: false; readonly explicit: boolean; readonly message: string };

/** An operation as the AWS SDK integrations of Scheduler, Step Functions ... name it. */
export interface SdkAction {
  /** The id of the service and AWS's name of the operation, for `globe.call`. */
  readonly service: string;
  readonly operation: string;
  /** False when the globe does not have it. */
  readonly implemented: boolean;
  /** The operation's input from JSON: texts become bytes and instants where the model has those. Throws ValidationException for an unknown parameter. */
  input(json: object): object;
}

/** What services with a door of their own ask of the gateway and of access control. */
export interface Door {
  /** Sends a request through the gateway, as if the caller had signed it. */
  request(request: WireRequest): Promise<WireResponse>;
  /** Who signed a request (SigV4, in its headers or its query). Every signature is verified. */
  identify(request: SignedRequest, scope: SignatureScope): SignedIdentity;
  decide(question: DoorQuestion): DoorAnswer;
  /** Finds `sqs` and `sendMessage`; undefined when no model of AWS's here has it. */
  sdkAction(service: string, action: string): SdkAction | undefined;
}
