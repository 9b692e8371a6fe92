import type { Cause } from '../../contract/cause.ts';
import type { StreamSource } from '../../contract/event-source.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Due } from '../../contract/time.ts';
import { type CheckpointRow, checkpoints } from '../tables.ts';
import { refusalDelayMs, retryDelayMs } from './backoff.ts';
import { failed, type Outcome, succeeded, tooOld } from './batch-outcome.ts';
import type { FailedBatch } from './failure-record.ts';
import { parseBatchResponse } from './item-failures.ts';
import { type MappingContext, mappingLabel, problemText, recordResult } from './mapping-context.ts';
import { type BatchRules, collectBatch, expiredRecords, type StreamBatch } from './stream-batch.ts';

export interface LaneOptions {
  readonly context: MappingContext;
  readonly source: StreamSource;
  readonly shardId: string;
  /** Key of its checkpoint. */
  readonly lane: string;
  readonly rules: BatchRules;
  /** Told when the lane came to the end of its shard. */
  readonly onFinished: () => void;
}

/** Delivers the records of one lane of one shard in order, one batch at a time. */
export class StreamLane {
  readonly #options: LaneOptions;
  #stopped = false;
  #retired = false;
  #running: Promise<void> | undefined;
  #wakeAgain = false;
  /** Until when a partial batch waits for more records. */
  #windowEndsAt: number | undefined;
  #timer: Due | undefined;
  #retryAt = 0;
  /** Invocations that were refused in a row. */
  #refusals = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** May be called by a listener of the change feed. */
  wake(): void {
    if (this.#stopped || this.#retired) return;
    if (this.#running) {
      this.#wakeAgain = true;
      return;
    }
    const { globe } = this.#options.context;
    this.#running = new Promise((resolve) => {
      globe.scheduler.soon(`delivery: ${this.#label}`, () => this.#run().finally(resolve));
    });
  }

  /** Begins no further batch; resolves when the one under way is done. */
  async retire(): Promise<void> {
    this.#retired = true;
    this.#timer?.cancel();
    await this.#running;
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  get #label(): string {
    return `${this.#options.lane} of ${mappingLabel(this.#options.context)}`;
  }

  get #checkpoint(): CheckpointRow | undefined {
    const { globe, scope, mapping } = this.#options.context;
    return globe.store.collection(checkpoints, scope, mapping.uuid).get(this.#options.lane);
  }

  async #run(): Promise<void> {
    const { globe } = this.#options.context;
    const end = globe.activity.begin('delivery', this.#label);
    try {
      do {
        this.#wakeAgain = false;
        while (await this.#deliverNext());
      } while (this.#wakeAgain);
    } finally {
      this.#running = undefined;
      end();
    }
  }

  /** Delivers one batch; false when there is nothing to do now. */
  async #deliverNext(): Promise<boolean> {
    const { context, source, shardId, rules } = this.#options;
    const { globe, mapping } = context;
    const checkpoint = this.#stopped || this.#retired ? undefined : this.#checkpoint;
    if (!checkpoint || checkpoint.finished || this.#mustWait(this.#retryAt)) return false;
    const read = (after: string, limit: number) => source.read(globe, mapping.eventSourceArn, shardId, after, limit);
    const batch = collectBatch(read, checkpoint, rules);
    if (batch.records.length === 0) return this.#skip(checkpoint, batch);
    if (this.#waitsForMore(batch)) return false;
    this.#windowEndsAt = undefined;
    const cause = globe.causes.begin('delivery', this.#label, batch.records[0]?.cause);
    const expired = expiredRecords(batch.records, globe.clock.now(), mapping.maximumRecordAgeSeconds);
    if (expired > 0) {
      await this.#conclude(tooOld(checkpoint, batch, expired), 'RecordAgeExceeded', cause);
      return true;
    }
    return this.#invoke(checkpoint, batch, cause);
  }

  /** Nothing to deliver: records that were filtered out count as done. */
  #skip(checkpoint: CheckpointRow, batch: StreamBatch): boolean {
    const { checkpoint: next } = succeeded(checkpoint, batch);
    if (next.position === checkpoint.position && !next.finished) return false;
    this.#commit(next, this.#options.context.globe.causes.begin('delivery', this.#label));
    return !next.finished && batch.full;
  }

  #waitsForMore(batch: StreamBatch): boolean {
    const { globe, mapping } = this.#options.context;
    if (batch.full || mapping.maximumBatchingWindowSeconds === 0) return false;
    this.#windowEndsAt ??= globe.clock.now() + mapping.maximumBatchingWindowSeconds * 1_000;
    return this.#mustWait(this.#windowEndsAt);
  }

  /** Sets the timer when an instant lies ahead. */
  #mustWait(instant: number): boolean {
    const { globe } = this.#options.context;
    if (instant <= globe.clock.now()) return false;
    this.#timer?.cancel();
    this.#timer = globe.scheduler.at(instant, `delivery: ${this.#label}`, () => this.wake());
    return true;
  }

  async #invoke(checkpoint: CheckpointRow, batch: StreamBatch, cause: Cause): Promise<boolean> {
    const { context } = this.#options;
    let result: InvocationResult;
    try {
      context.consumer.checkRead?.();
      await this.#unlock(batch);
      result = await context.consumer.consume(batch.records, cause);
    } catch (error) {
      if (!this.#stopped) this.#refused(error, cause);
      return true;
    }
    if (this.#stopped) return false;
    this.#refusals = 0;
    await this.#conclude(this.#outcome(checkpoint, batch, result), 'RetryAttemptsExhausted', cause, result);
    return true;
  }

  async #unlock({ records }: StreamBatch): Promise<void> {
    const { context, source, shardId } = this.#options;
    const { globe, mapping, consumer } = context;
    await source.unlock?.(globe, mapping.eventSourceArn, shardId, records, (cause) => consumer.reader(cause));
  }

  /** The function was not invoked: throttled, missing, denied. That is no try of the batch. */
  #refused(error: unknown, cause: Cause): void {
    this.#refusals += 1;
    this.#retryAt = this.#options.context.globe.clock.now() + refusalDelayMs(this.#refusals);
    recordResult(this.#options.context, problemText(error), cause);
  }

  #outcome(checkpoint: CheckpointRow, batch: StreamBatch, result: InvocationResult): Outcome {
    const { mapping } = this.#options.context;
    if (result.functionError !== undefined) return failed(checkpoint, batch, 0, mapping);
    if (!mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return succeeded(checkpoint, batch);
    const response = parseBatchResponse(result.payload);
    if (response.kind === 'success') return succeeded(checkpoint, batch);
    if (response.kind === 'malformed') return failed(checkpoint, batch, 0, mapping);
    const index = batch.records.findIndex((record) => response.failed.has(record.sequenceNumber));
    // An identifier that is not in the batch makes the whole answer worthless.
    return failed(checkpoint, batch, Math.max(0, index), mapping);
  }

  async #conclude(
    outcome: Outcome,
    condition: FailedBatch['condition'],
    cause: Cause,
    result?: InvocationResult,
  ): Promise<void> {
    const { context } = this.#options;
    const { globe } = context;
    const problem = outcome.discarded.length > 0 ? await this.#giveUp(outcome, condition, cause, result) : undefined;
    if (this.#stopped) return;
    this.#commit(outcome.checkpoint, cause);
    recordResult(context, problem ?? resultText(outcome), cause);
    this.#retryAt = outcome.failures > 0 ? globe.clock.now() + retryDelayMs(outcome.failures) : 0;
  }

  /** Tells the destination; a destination that refuses loses the batch, as on AWS, and shows as a problem. */
  async #giveUp(
    outcome: Outcome,
    condition: FailedBatch['condition'],
    cause: Cause,
    result: InvocationResult | undefined,
  ): Promise<string | undefined> {
    const { context, source, shardId } = this.#options;
    const { mapping } = context;
    const batch: FailedBatch = {
      streamArn: mapping.eventSourceArn,
      shardId,
      batchInfoName: source.batchInfoName,
      records: outcome.discarded,
      condition,
      invokeCount: outcome.invokeCount,
      result,
    };
    try {
      await context.consumer.giveUp(batch, cause);
      return undefined;
    } catch (error) {
      return problemText(error);
    }
  }

  #commit(next: CheckpointRow, cause: Cause): void {
    const { context, onFinished } = this.#options;
    const { globe, scope, mapping } = context;
    globe.store.step(cause, () => globe.store.collection(checkpoints, scope, mapping.uuid).put(next));
    if (next.finished) onFinished();
  }
}

function resultText(outcome: Outcome): string {
  return outcome.failures > 0 || outcome.discarded.length > 0 ? 'PROBLEM: Function call failed' : 'OK';
}
