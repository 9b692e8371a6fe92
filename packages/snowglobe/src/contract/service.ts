import type { EventSource } from './event-source.ts';
import type { EventTarget } from './event-target.ts';
import type { Globe } from './globe.ts';
import type { AccessRule, AnyOperation } from './operation.ts';
import type { ResourceType } from './resource-type.ts';
import type { TableDefinition } from './table.ts';

/** An HTTP request that is no AWS operation: function URLs, API Gateway's data plane. */
export interface DataPlaneRequest {
  readonly method: string;
  /** Path without query, as received (still percent-encoded). */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  /** Lower-case names; a header sent more than once has more than one value. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly host: string;
  readonly sourceIp: string;
  readonly httpVersion: string;
  readonly body: Uint8Array;
}

export interface DataPlaneResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>;
}

/** Serves requests by host or path outside the AWS APIs. */
export interface DataPlane {
  /** True when the request is for this plane (by `Host` label or a `/_aws/...` path). */
  matches(request: Pick<DataPlaneRequest, 'host' | 'path'>, globe: Globe): boolean;
  handle(request: DataPlaneRequest, globe: Globe): Promise<DataPlaneResponse>;
}

/** One AWS service: its table of contents. */
export interface Service {
  /** The generated model's name: `dynamodb`, `cloudwatch-logs`. */
  readonly id: string;
  /** The service part of ARNs, where it differs from the id: `logs`. */
  readonly arnService?: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a list of tables holds every row type
  readonly tables: readonly TableDefinition<any>[];
  /** By AWS's operation name. */
  readonly operations: Readonly<Record<string, AnyOperation>>;
  /** One rule for each operation. */
  readonly access: Readonly<Record<string, AccessRule>>;
  readonly resourceTypes?: readonly ResourceType[];
  readonly eventSource?: EventSource;
  readonly eventTarget?: EventTarget;
  readonly dataPlane?: DataPlane;
  /** Called once after the store is loaded and before requests: puts due work that rows imply back on the scheduler. */
  readonly resume?: (globe: Globe) => void;
  /** Ends at once what runs, because the globe is about to be emptied. Gives what lets things run again afterwards. */
  readonly reset?: (globe: Globe) => Promise<() => void>;
  /** Ends what `resume` and operations started outside the scheduler (worker threads). */
  readonly stop?: (globe: Globe) => Promise<void>;
}
