import type { CauseLink } from './cause.ts';
import type { Globe } from './globe.ts';
import type { Principal } from './principal.ts';

/** Something to hand to a target. */
export interface Delivery {
  /** JSON text or plain text. */
  readonly body: string;
  readonly cause: CauseLink;
  /** In whose name: a role, or a service principal with its source ARN. */
  readonly caller: Principal;
  /** FIFO queues and topics. */
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Kinesis partition key, S3 key, EventBridge detail-type ...: what this kind of target needs beyond the body. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How others deliver to a service's resources. */
export interface EventTarget {
  /** Rejects with an AwsError when the target refuses (missing, denied, too large). */
  deliver(globe: Globe, arn: string, delivery: Delivery): Promise<void>;
}
