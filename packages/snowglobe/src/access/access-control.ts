import type { DoorAnswer, DoorQuestion } from '../contract/door.ts';
import type { CallHttp } from '../contract/operation.ts';
import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Scope } from '../contract/scope.ts';

/** What a signed request says of its caller. */
export interface Credential {
  readonly accessKeyId: string;
  readonly sessionToken?: string;
}

/** Why a credential is refused; the gateway words it as the service does. */
export type CredentialRefusal = 'unknown-key' | 'inactive-key' | 'invalid-token' | 'expired-token';

/** Who a credential belongs to. */
export type Identification =
  | {
      readonly principal: Principal;
      /** Present when the globe issued the key: the signature must then prove it. */
      readonly secretAccessKey?: string;
    }
  | { readonly refused: CredentialRefusal };

/** The call that access is asked for, as far as condition keys need it. */
export interface AccessCall {
  /** The model's id: `dynamodb`. */
  readonly service: string;
  readonly operation: string;
  readonly scope: Scope;
  /** Without headers for calls from inside the process. */
  readonly http: CallHttp;
  /** The service that makes the call for its caller: `s3.amazonaws.com`. */
  readonly via?: string | undefined;
  /** The operation's input, where the tags of a request are found. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The tags of the resource behind an ARN; read only when a policy asks for them. */
  readonly resourceTags?: (arn: string) => Readonly<Record<string, string>>;
}

/** Who calls and what they may do. */
export interface AccessControl {
  /** An unissued twelve-digit key is that account's root; AKIA.../ASIA... must have been issued; other keys are root of 000000000000. */
  principalFor(credential: Credential): Identification;
  /**
   * Returns when every request is allowed. Otherwise throws an AwsError with code `AccessDenied` and AWS's full text; the gateway
   * gives it the code and status that the called service uses for it.
   */
  authorize(principal: Principal, requests: readonly AccessRequest[], call: AccessCall): void;
  /** Answers a service's own door; a refusal is no error there. */
  decideAtDoor(question: DoorQuestion): DoorAnswer;
  /** Remembers that a user's access key signed a request. */
  noteKeyUse(accessKeyId: string, service: string, region: string): void;
  /** Keeps a refusal that an operation came to by itself, as AssumeRole does, for `recentDenials`. Other errors are ignored. */
  noteDenial(error: unknown): void;
}
