import type { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { type LogEntry, type LogLevel, writePipeLog } from './pipe-log.ts';
import type { PipeRow } from './tables.ts';

/** The order of what a level shows: each shows what stands before it too. */
const levels: readonly LogLevel[] = ['OFF', 'ERROR', 'INFO', 'TRACE'];

/** One batch on its way, and what the pipe's log tells of it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html */
export class PipeExecution {
  readonly #globe: Globe;
  readonly #row: PipeRow;
  readonly #cause: Cause;
  readonly #id: string;
  readonly #entries: LogEntry[] = [];

  constructor(globe: Globe, row: PipeRow, cause: Cause) {
    this.#globe = globe;
    this.#row = row;
    this.#cause = cause;
    this.#id = row.log ? globe.random.uuid() : '';
  }

  begin(records: readonly object[]): void {
    this.#note('INFO', 'ExecutionStarted', { payload: () => JSON.stringify(records) });
  }

  /** Runs a stage; its failure is noted and thrown on. */
  async stage<T>(name: 'Enrichment' | 'Target', work: () => Promise<T>): Promise<T> {
    this.#note('INFO', `${name}StageEntered`);
    this.#note('TRACE', `${name}InvocationStarted`);
    try {
      const result = await work();
      this.#note('TRACE', `${name}InvocationSucceeded`);
      this.#note('INFO', `${name}StageSucceeded`);
      return result;
    } catch (error) {
      this.#note('ERROR', `${name}InvocationFailed`, { error: error as AwsError });
      this.#note('INFO', `${name}StageFailed`);
      throw error;
    }
  }

  /** `failed`: what the target did not take. */
  async end(failed: readonly string[] | 'all'): Promise<void> {
    if (failed === 'all') this.#note('ERROR', 'ExecutionFailed');
    else if (failed.length > 0) this.#note('ERROR', 'ExecutionPartiallyFailed');
    else this.#note('INFO', 'ExecutionSucceeded');
    await this.#write();
  }

  async fail(error: AwsError, throttled: boolean): Promise<void> {
    this.#note('ERROR', throttled ? 'ExecutionThrottled' : 'ExecutionFailed', { error });
    await this.#write();
  }

  #note(
    logLevel: LogLevel,
    messageType: string,
    { payload, error }: { readonly payload?: () => string; readonly error?: AwsError } = {},
  ): void {
    const { log } = this.#row;
    if (!log || levels.indexOf(logLevel) > levels.indexOf(log.level)) return;
    this.#entries.push({
      resourceArn: this.#row.arn,
      timestamp: this.#globe.clock.now(),
      executionId: this.#id,
      messageType,
      logLevel,
      ...(error && { error: { message: error.message, details: error.code } }),
      ...(payload && log.includeExecutionData && { payload: payload() }),
    });
  }

  async #write(): Promise<void> {
    if (this.#entries.length > 0) await writePipeLog(this.#globe, this.#row, this.#entries, this.#cause);
  }
}
