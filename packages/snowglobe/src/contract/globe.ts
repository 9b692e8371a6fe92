import type { CauseLink, Causes } from './cause.ts';
import type { Door } from './door.ts';
import type { EventSource } from './event-source.ts';
import type { EventTarget } from './event-target.ts';
import type { FunctionRunner } from './function-runner.ts';
import type { AccessRequest, Principal } from './principal.ts';
import type { Scope } from './scope.ts';
import type { Blobs, Store } from './store.ts';
import type { Activity, Clock, Random, Scheduler } from './time.ts';

/** A call from inside the process. */
export interface InternalCall {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: CauseLink;
  /** The service that makes the call for its caller, with the caller's rights: `s3.amazonaws.com`. */
  readonly via?: string;
}

/** What a service says of itself when it assumes a role; trust policies ask for it. */
export interface RoleTrust {
  /** The resource for whose sake: `aws:SourceArn`. */
  readonly sourceArn?: string;
  /** `sts:ExternalId` */
  readonly externalId?: string;
}

/** Everything that a part may use of the others. Built once by the composition root. */
export interface Globe {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly activity: Activity;
  readonly random: Random;
  readonly causes: Causes;
  readonly functions: FunctionRunner;
  /** `http://127.0.0.1:PORT`, where clients reach the globe. */
  readonly endpoint: string;
  /** Validates, authorises and runs an operation as if it had come over the wire. */
  call<Output>(call: InternalCall): Promise<Output>;
  /** Checks permissions of work that no operation does, such as replication. Throws AWS's AccessDenied. */
  authorize(principal: Principal, requests: readonly AccessRequest[], scope: Scope): void;
  /** For services that have a door of their own beside the AWS APIs: execute-api. */
  readonly door: Door;
  /** The event source behind an ARN; undefined when its service is none. */
  eventSource(arn: string): EventSource | undefined;
  /** The target behind an ARN; undefined when its service cannot be one. */
  eventTarget(arn: string): EventTarget | undefined;
  /** The principal of a role session, for a service that assumes the role; throws AWS's AccessDenied when its trust policy refuses. */
  assumeRole(roleArn: string, service: string, sessionName: string, trust?: RoleTrust): Principal;
  /** Temporary credentials of a principal, for function environments. */
  issueCredentials(
    principal: Principal,
    durationSeconds: number,
  ): {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiresAt: number;
  };
  /** Tells the person running the globe about a fault of ours; never silent. */
  reportFault(where: string, error: unknown): void;
}
