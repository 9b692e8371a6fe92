import type { Cause, CauseLink } from '../../contract/cause.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Principal } from '../../contract/principal.ts';
import type { FailedBatch } from './failure-record.ts';

/** Who gets what a poller reads: a function, or a pipe. */
export interface BatchConsumer {
  /** For causes and activity: `function ship`. */
  readonly label: string;
  /** Asks whether it may read its source; throws an AwsError when not. Absent: nobody asks. */
  checkRead?(): void;
  /** In whose name it reads: keys of KMS ask. Rejects with an AwsError when there is no such role. */
  reader(cause: CauseLink): Promise<Principal>;
  /** Takes a batch. Rejects when it does not even try (throttled, missing, denied); its own failure resolves with `functionError`. */
  consume(records: readonly ConsumedRecord[], cause: Cause): Promise<InvocationResult>;
  /** Tells whoever is to know of a batch that is given up on; rejects when that is refused. */
  giveUp(batch: FailedBatch, cause: Cause): Promise<void>;
}

export interface ConsumedRecord {
  readonly event: Readonly<Record<string, unknown>>;
}
