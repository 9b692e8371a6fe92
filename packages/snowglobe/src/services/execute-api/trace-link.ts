import type { CauseLink } from '../../contract/cause.ts';

/** The cause that `X-Amzn-Trace-Id: Root=1-...;Parent=...` names; undefined without both. */
export function traceLinkOf(header = ''): CauseLink | undefined {
  const trace = /Root=([^;]+)/.exec(header)?.[1];
  const id = /Parent=([^;]+)/.exec(header)?.[1];
  return trace === undefined || id === undefined ? undefined : { id, trace };
}
