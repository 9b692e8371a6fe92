import type { Job, Parameters, Part, Phase, Status } from '../domain/job.ts';

/** The attribute names of the table. None is a reserved word: mapping templates name them without placeholders. */
export interface JobItem {
  readonly id: string;
  readonly job_type: string;
  readonly job_parameters: Parameters;
  readonly job_status: Readonly<Record<string, PartItem>>;
  readonly version: number;
  readonly created_at: number;
  readonly cancel_requested_at?: number;
  /** With `attention_at` the key of the index by phase. */
  readonly phase: Phase;
  readonly attention_at: number;
}

interface PartItem {
  readonly status: Status;
  readonly results?: string;
  readonly progress?: number;
  readonly parameters?: Parameters;
  readonly step?: number;
  readonly lease_until?: number;
}

export const phaseIndex = 'ByPhase';

export function jobOf(item: JobItem): Job {
  return {
    id: item.id,
    type: item.job_type,
    parameters: item.job_parameters,
    parts: mapValues(item.job_status, partOfItem),
    version: item.version,
    createdAt: item.created_at,
    ...(item.cancel_requested_at === undefined ? {} : { cancelRequestedAt: item.cancel_requested_at }),
    phase: item.phase,
    attentionAt: item.attention_at,
  };
}

/** The attribute `job_status` of a job. */
export function statusItemOf({ parts }: Job): JobItem['job_status'] {
  return mapValues(parts, ({ leaseUntilAt, ...part }) => ({
    ...part,
    ...(leaseUntilAt === undefined ? {} : { lease_until: leaseUntilAt }),
  }));
}

function partOfItem({ lease_until, ...part }: PartItem): Part {
  return { ...part, ...(lease_until === undefined ? {} : { leaseUntilAt: lease_until }) };
}

function mapValues<A, B>(map: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
