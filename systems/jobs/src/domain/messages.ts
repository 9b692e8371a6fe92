import type { Parameters } from './job.ts';

/** What a consumer's queue holds. */
export type JobMessage = StepMessage | CancelMessage;

/** One step of a job. The parameters travel with it: nothing has to be read back from the stream. */
export interface StepMessage {
  readonly jobId: string;
  readonly type: string;
  readonly parameters: Parameters;
  /** From 0. */
  readonly step: number;
  /** What the step before left for this one. */
  readonly state?: JobState;
}

export interface CancelMessage {
  readonly jobId: string;
  readonly type: string;
  readonly cancel: true;
}

/** Anything that JSON can hold. */
export type JobState = Readonly<Record<string, string | number | boolean>>;

/** What a failure topic's message holds: a consumer could not bring a job to an end. */
export interface JobFailure {
  readonly jobId: string;
  readonly consumer: string;
  readonly parameters: Parameters;
  readonly reason: string;
}

export function isCancel(message: JobMessage): message is CancelMessage {
  return 'cancel' in message;
}
