import { digest } from './digest.ts';
import type { JobKind } from './job-kind.ts';
import { sleep } from './sleep.ts';

/** Every kind of job. The API's model and templates, queues, filters and consumers are made from this list. */
export const jobKinds: readonly JobKind[] = [sleep, digest];

/** The kind of a request that names none. */
export const defaultType = sleep.type;

/** Every consumer that a kind names, in order of names. */
export const allConsumers: readonly string[] = [...new Set(jobKinds.flatMap(({ consumers }) => consumers))].sort();

export function kindOf(type: string): JobKind | undefined {
  return jobKinds.find((kind) => kind.type === type);
}

/** The consumers of a type; none for a type that is not known. */
export function consumersOf(type: string): readonly string[] {
  return kindOf(type)?.consumers ?? [];
}

export function typesOf(consumer: string): readonly string[] {
  return jobKinds.filter(({ consumers }) => consumers.includes(consumer)).map(({ type }) => type);
}
