import type { CauseLink } from '../../contract/cause.ts';

/** The cause that `X-Amzn-Trace-Id: Root=1-...;Parent=...` names; undefined without a root. A root alone goes on too, as on AWS. */
export function traceLinkOf(header = ''): CauseLink | undefined {
  const trace = /Root=([^;]+)/.exec(header)?.[1];
  if (trace === undefined) return undefined;
  return { id: /Parent=([^;]+)/.exec(header)?.[1] ?? trace.slice(-16), trace };
}
