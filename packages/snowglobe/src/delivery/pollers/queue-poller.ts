import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { QueueRecord, QueueSource } from '../../contract/event-source.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Due } from '../../contract/time.ts';
import { refusalDelayMs } from './backoff.ts';
import { parseBatchResponse } from './item-failures.ts';
import { maximumPayloadBytes, queueConcurrency } from './limits.ts';
import { type MappingContext, type MappingPoller, mappingLabel, problemText, recordResult } from './mapping-context.ts';
import { compileRecordFilter, type RecordFilter } from './record-filter.ts';

/** Polls a queue for a mapping: batches at once up to its concurrency, each deleted when the function succeeds. */
export class QueuePoller implements MappingPoller {
  readonly #context: MappingContext;
  readonly #source: QueueSource;
  readonly #passes: RecordFilter;
  /** Received, and waiting for a batch to fill up. */
  #held: QueueRecord[] = [];
  #windowEndsAt: number | undefined;
  #timer: Due | undefined;
  #invocations = 0;
  #readRefusals = 0;
  #stopped = false;
  #retired = false;
  #whenIdle = () => {};
  #woken = false;
  #stopWatching = () => {};

  constructor(context: MappingContext, source: QueueSource) {
    this.#context = context;
    this.#source = source;
    this.#passes = compileRecordFilter(source.eventSource, context.mapping.filterPatterns);
  }

  start(): void {
    const { globe, mapping } = this.#context;
    this.#stopWatching = this.#source.watch(globe, mapping.eventSourceArn, () => this.#wake());
    this.#wake();
  }

  /** Messages that waited for a batch to fill up go back to the queue. */
  async retire(): Promise<void> {
    const { globe, mapping } = this.#context;
    this.#retired = true;
    this.#stopWatching();
    this.#timer?.cancel();
    const handles = this.#held.splice(0).map((record) => record.receiptHandle);
    if (handles.length > 0) {
      globe.scheduler.soon('delivery: messages of a changed mapping', () =>
        this.#source.release(globe, mapping.eventSourceArn, handles, 0),
      );
    }
    if (this.#invocations > 0) await new Promise<void>((resolve) => (this.#whenIdle = resolve));
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWatching();
    this.#timer?.cancel();
  }

  get #concurrency(): number {
    return this.#context.mapping.scalingMaximumConcurrency ?? queueConcurrency;
  }

  /** Also called by listeners of the change feed. */
  #wake(): void {
    if (this.#woken || this.#stopped || this.#retired) return;
    this.#woken = true;
    const { globe } = this.#context;
    globe.scheduler.soon(`delivery: ${mappingLabel(this.#context)}`, () => {
      const unlocking = this.#unlock();
      if (unlocking === undefined) return this.#read();
      return unlocking.then(
        () => this.#read(),
        (error: unknown) => this.#refuseRead(error),
      );
    });
  }

  #read(): void {
    this.#woken = false;
    try {
      this.#pump();
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // Too many messages in flight: a delete wakes the poller again.
      const { causes } = this.#context.globe;
      recordResult(this.#context, problemText(error), causes.begin('delivery', mappingLabel(this.#context)));
    }
  }

  /** Messages under a key are decrypted in the consumer's name before they are taken. */
  #unlock(): Promise<void> | undefined {
    const { globe, mapping, consumer } = this.#context;
    if (this.#stopped || this.#retired) return undefined;
    return this.#source.unlock?.(globe, mapping.eventSourceArn, (cause) => consumer.reader(cause));
  }

  /** Starts as many batches as may run at once. */
  #pump(): void {
    if (!this.#mayRead()) return;
    while (!this.#stopped && !this.#retired && this.#invocations < this.#concurrency) {
      this.#receive();
      if (this.#held.length === 0 || this.#waitsForMore()) return;
      const batch = this.#takeBatch();
      if (batch.length === 0) continue;
      this.#invocations += 1;
      void this.#deliver(batch)
        .catch((error: unknown) => this.#context.globe.reportFault(`delivery: ${mappingLabel(this.#context)}`, error))
        .finally(() => {
          this.#invocations -= 1;
          if (this.#invocations === 0) this.#whenIdle();
          this.#wake();
        });
    }
  }

  /** A consumer that may not read its source is asked again later. */
  #mayRead(): boolean {
    try {
      this.#context.consumer.checkRead?.();
      this.#readRefusals = 0;
      return true;
    } catch (error) {
      this.#refuseRead(error);
      return false;
    }
  }

  #refuseRead(error: unknown): void {
    this.#woken = false;
    if (!(error instanceof AwsError)) throw error;
    const { globe } = this.#context;
    const label = `${mappingLabel(this.#context)} may not read: ${error.message}`;
    recordResult(this.#context, problemText(error), globe.causes.begin('delivery', label));
    this.#readRefusals += 1;
    this.#timer?.cancel();
    this.#timer = globe.scheduler.after(refusalDelayMs(this.#readRefusals), label, () => this.#wake());
  }

  /** Fills up the held messages to a batch. Messages that no filter lets through are done. */
  #receive(): void {
    const { globe, mapping } = this.#context;
    while (this.#missing > 0) {
      const received = this.#source.receive(globe, mapping.eventSourceArn, this.#missing);
      const wanted = received.filter((record) => this.#passes(record.event));
      this.#held.push(...wanted);
      const unwanted = received.filter((record) => !wanted.includes(record));
      if (unwanted.length > 0) this.#delete(unwanted);
      if (wanted.length > 0 || received.length === 0) return;
    }
  }

  get #missing(): number {
    return this.#context.mapping.batchSize - this.#held.length;
  }

  #waitsForMore(): boolean {
    const { globe, mapping } = this.#context;
    const windowMs = mapping.maximumBatchingWindowSeconds * 1_000;
    if (windowMs === 0 || this.#missing <= 0) return false;
    this.#windowEndsAt ??= globe.clock.now() + windowMs;
    if (this.#windowEndsAt <= globe.clock.now()) return false;
    this.#timer?.cancel();
    this.#timer = globe.scheduler.at(this.#windowEndsAt, `delivery: window of ${mappingLabel(this.#context)}`, () =>
      this.#wake(),
    );
    return true;
  }

  /** As many of the held messages as one event may hold, without those that became visible again during the window. */
  #takeBatch(): QueueRecord[] {
    if (this.#windowEndsAt !== undefined) this.#held = this.#held.filter((record) => this.#stillOurs([record]));
    this.#windowEndsAt = undefined;
    let bytes = 0;
    const fits = this.#held.findIndex((record, index) => {
      bytes += Buffer.byteLength(JSON.stringify(record.event)) + 1;
      return index > 0 && bytes > maximumPayloadBytes;
    });
    return this.#held.splice(0, fits === -1 ? this.#held.length : fits);
  }

  async #deliver(batch: readonly QueueRecord[]): Promise<void> {
    const { globe } = this.#context;
    const cause = globe.causes.begin('delivery', mappingLabel(this.#context), batch[0]?.cause);
    for (let refusals = 1; !this.#stopped; refusals += 1) {
      const end = globe.activity.begin('delivery', mappingLabel(this.#context));
      try {
        const result = await this.#invoke(batch, cause);
        if (result && !this.#stopped) this.#conclude(batch, result, cause);
        if (result) return;
      } finally {
        end();
      }
      await this.#pause(refusalDelayMs(refusals));
      if (!this.#stillOurs(batch)) return;
    }
  }

  /** Undefined when the invocation was refused (throttled, missing, denied): the batch stays in hand and counts no further receipt. */
  async #invoke(batch: readonly QueueRecord[], cause: Cause): Promise<InvocationResult | undefined> {
    try {
      return await this.#context.consumer.consume(batch, cause);
    } catch (error) {
      if (!this.#stopped) recordResult(this.#context, problemText(error), cause);
      return undefined;
    }
  }

  #pause(delayMs: number): Promise<void> {
    const { globe } = this.#context;
    return new Promise((resolve) => {
      globe.scheduler.after(delayMs, `delivery: retry of ${mappingLabel(this.#context)}`, resolve);
    });
  }

  /** Whether the messages are still hidden for us; once visible again they are received anew. */
  #stillOurs(batch: readonly QueueRecord[]): boolean {
    const { globe, mapping } = this.#context;
    const handles = batch.map((record) => record.receiptHandle);
    return this.#source.holds(globe, mapping.eventSourceArn, handles);
  }

  /** Deletes what succeeded; what failed becomes visible again when its visibility timeout is over. */
  #conclude(batch: readonly QueueRecord[], result: InvocationResult, cause: Cause): void {
    const done = this.#succeeded(batch, result);
    if (done.length > 0) this.#delete(done);
    recordResult(this.#context, done.length === batch.length ? 'OK' : 'PROBLEM: Function call failed', cause);
  }

  #succeeded(batch: readonly QueueRecord[], result: InvocationResult): readonly QueueRecord[] {
    const { mapping } = this.#context;
    if (result.functionError !== undefined) return [];
    if (!mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return batch;
    const response = parseBatchResponse(result.payload);
    if (response.kind === 'success') return batch;
    if (response.kind === 'malformed') return [];
    const known = new Set(batch.map((record) => record.messageId));
    // An identifier that is not in the batch makes the whole answer worthless.
    if ([...response.failed].some((id) => !known.has(id))) return [];
    return batch.filter((record) => !response.failed.has(record.messageId));
  }

  #delete(records: readonly QueueRecord[]): void {
    const { globe, mapping } = this.#context;
    this.#source.delete(
      globe,
      mapping.eventSourceArn,
      records.map((record) => record.receiptHandle),
    );
  }
}
