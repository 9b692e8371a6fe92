import type { CauseLink } from '../contract/cause.ts';

/** The cause named by `X-Amzn-Trace-Id: Root=1-...;Parent=...`; undefined without a root. A root alone goes on too, as on AWS. */
export function traceOf(header: string | undefined): CauseLink | undefined {
  if (header === undefined) return undefined;
  const trace = /(?:^|[;\s])Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/.exec(header)?.[1];
  const id = /(?:^|[;\s])Parent=([0-9a-f]{16})(?:;|$)/.exec(header)?.[1];
  return trace === undefined ? undefined : { id: id ?? trace.slice(-16), trace };
}
