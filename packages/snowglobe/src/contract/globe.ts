import type { CauseLink, Causes } from './cause.ts';
import type { EventSource } from './event-source.ts';
import type { EventTarget } from './event-target.ts';
import type { FunctionRunner } from './function-runner.ts';
import type { Principal } from './principal.ts';
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
  /** The event source behind an ARN; undefined when its service is none. */
  eventSource(arn: string): EventSource | undefined;
  /** The target behind an ARN; undefined when its service cannot be one. */
  eventTarget(arn: string): EventTarget | undefined;
  /** The principal of a role session, for a service that assumes the role; throws AWS's AccessDenied when its trust policy refuses. */
  assumeRole(roleArn: string, service: string, sessionName: string): Principal;
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
