import type { Parameters } from '../domain/job.ts';
import type { JobState } from '../domain/messages.ts';

/** One parameter, in JSON Schema draft 4. Parameters are flat: they become attributes of the item and of the answer. */
export type ParameterSchema =
  | { readonly type: 'integer' | 'number'; readonly minimum: number; readonly maximum: number }
  | {
      readonly type: 'string';
      readonly minLength?: number;
      readonly maxLength: number;
      readonly enum?: readonly string[];
    }
  | { readonly type: 'boolean' };

export interface Schema {
  readonly properties: Readonly<Record<string, ParameterSchema>>;
  /** At least one. */
  readonly required: readonly [string, ...string[]];
}

export interface StepContext {
  /** What the step before left; undefined in the first. */
  readonly state: JobState | undefined;
  /** The longest that a job may take. */
  readonly timeoutSeconds: number;
}

/** A step ends the job, or hands it on to a next step some time later: no function waits. */
export type StepOutcome =
  | { readonly results: string }
  | {
      readonly state: JobState;
      /** From 0 to 900. */
      readonly waitSeconds: number;
      /** From 0 to 1, when there is something to tell. */
      readonly progress?: number;
    };

/** A kind of job: everything about it is in its file. `registry.ts` lists the kinds. */
export interface JobKind<P extends Parameters = Parameters> {
  readonly type: string;
  readonly description: string;
  /** Who takes jobs of this kind, each on its own. A consumer exists because a kind names it. */
  readonly consumers: readonly [string, ...string[]];
  readonly schema: Schema;
  /** Does one step. Throws JobFailed when no attempt will succeed; any other error is tried again. A step may be repeated. */
  step(parameters: P, context: StepContext): StepOutcome | Promise<StepOutcome>;
}

/** The longest delay that a queue knows. */
export const longestWaitSeconds = 900;
