/** Strings, numbers and booleans by name: what a caller gives a job. */
export type Parameters = Readonly<Record<string, string | number | boolean>>;

export type Status = 'Running' | 'Success' | 'Failure' | 'Cancelled';

/** What one consumer has made of a job. */
export interface Part {
  readonly status: Status;
  readonly results?: string;
  /** From 0 to 1, while running. */
  readonly progress?: number;
  /** The job's own, after a failure. */
  readonly parameters?: Parameters;
  /** While running: the step that is expected next. Messages about earlier ones have been overtaken. */
  readonly step?: number;
  /** While running: when it counts as lost. */
  readonly leaseUntilAt?: number;
}

/** `new` until a consumer takes it up, `ended` when all of them have ended. */
export type Phase = 'new' | 'running' | 'ended';

export interface Job {
  readonly id: string;
  readonly type: string;
  readonly parameters: Parameters;
  /** By consumer. */
  readonly parts: Readonly<Record<string, Part>>;
  /** Goes up by one with each change. */
  readonly version: number;
  readonly createdAt: number;
  readonly cancelRequestedAt?: number;
  readonly phase: Phase;
  /** While running: when the watch looks at the job. While new: when it was handed in. */
  readonly attentionAt: number;
}

/** A job as one of its consumers sees it. */
export interface Turn {
  readonly consumer: string;
  readonly step: number;
  readonly nowAt: number;
}

/** How long a step may take with all its attempts; see limits in the README. */
export const stepAllowanceMs = 5 * 60_000;

/** A first lease covers a short wait, so that a short job is written twice: when it begins and when it ends. */
export const shortWaitMs = 60_000;

/** How long a job may wait to be dispatched, as long as the stream's mapping keeps a record. */
export const dispatchWithinMs = 6 * 3_600_000;

export function partOf(job: Job, consumer: string): Part | undefined {
  return Object.hasOwn(job.parts, consumer) ? job.parts[consumer] : undefined;
}

export function hasEnded(part: Part | undefined): boolean {
  return part !== undefined && part.status !== 'Running';
}

/** Whether a message is about a step that is not over: one that comes twice may repeat its step, an overtaken one does nothing. */
export function isDue(job: Job, { consumer, step }: Turn): boolean {
  const part = partOf(job, consumer);
  if (part === undefined) return step === 0;
  return !hasEnded(part) && step >= (part.step ?? 0);
}

/** The change with which a consumer takes a job up; undefined when there is nothing to write. */
export function takeUp(job: Job, turn: Turn): Job | undefined {
  const part = partOf(job, turn.consumer);
  if (hasEnded(part)) return undefined;
  if (job.cancelRequestedAt !== undefined) return cancel(job, turn.consumer);
  if (part !== undefined || turn.step !== 0) return undefined;
  return withPart(job, turn.consumer, { status: 'Running', step: 0, leaseUntilAt: leaseOf(turn.nowAt, shortWaitMs) });
}

/** The change after a step that has to wait; undefined after a first one when its lease is long enough and nothing is to be told. */
export function keepGoing(job: Job, turn: Turn, waitMs: number, progress?: number): Job | undefined {
  const part = partOf(job, turn.consumer);
  if (part === undefined || hasEnded(part)) return undefined;
  if (job.cancelRequestedAt !== undefined) return cancel(job, turn.consumer);
  const leaseUntilAt = turn.nowAt + waitMs + stepAllowanceMs;
  const isCovered = leaseUntilAt <= (part.leaseUntilAt ?? 0);
  if (turn.step === 0 && isCovered && progress === undefined) return undefined;
  return withPart(job, turn.consumer, {
    ...part,
    step: Math.max(turn.step + 1, part.step ?? 0),
    leaseUntilAt: Math.max(leaseUntilAt, part.leaseUntilAt ?? 0),
    ...(progress === undefined ? {} : { progress }),
  });
}

export function succeed(job: Job, consumer: string, results: string): Job | undefined {
  if (hasEnded(partOf(job, consumer))) return undefined;
  if (job.cancelRequestedAt !== undefined) return cancel(job, consumer);
  return withPart(job, consumer, { status: 'Success', results });
}

/** A failure carries the job's parameters, so that whoever asks can hand it in again. */
export function fail(job: Job, consumer: string): Job | undefined {
  if (hasEnded(partOf(job, consumer))) return undefined;
  return withPart(job, consumer, { status: 'Failure', parameters: job.parameters });
}

export function cancel(job: Job, consumer: string): Job | undefined {
  if (hasEnded(partOf(job, consumer))) return undefined;
  return withPart(job, consumer, { status: 'Cancelled' });
}

/** When somebody should look after the job: at its first lease's end, or when it should have been taken up. Undefined once it has ended. */
export function nextAttentionAt(job: Job, consumers: readonly string[]): number | undefined {
  const due = consumers
    .map((consumer) => partOf(job, consumer))
    .filter((part) => !hasEnded(part))
    .map((part) => part?.leaseUntilAt ?? job.createdAt + dispatchWithinMs);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** The consumers whose lease has run out, or who should have begun by now. */
export function lostConsumers(job: Job, consumers: readonly string[], nowAt: number): readonly string[] {
  return consumers.filter((consumer) => (nextAttentionAt(job, [consumer]) ?? Number.POSITIVE_INFINITY) <= nowAt);
}

function withPart(job: Job, consumer: string, part: Part): Job {
  return { ...job, parts: { ...job.parts, [consumer]: part } };
}

function leaseOf(nowAt: number, waitMs: number): number {
  return nowAt + waitMs + stepAllowanceMs;
}
