import type { CauseLink } from '../../contract/cause.ts';

/** What an event follows from: the trace that its header names, else its request. */
export function causeOf(traceHeader: string | undefined, request: CauseLink): CauseLink {
  const trace = /(?:^|[;\s])Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/.exec(traceHeader ?? '')?.[1];
  if (trace === undefined || trace === request.trace) return request;
  const parent = /(?:^|[;\s])Parent=([0-9a-f]{16})(?:;|$)/.exec(traceHeader ?? '')?.[1];
  return { id: parent ?? request.id, trace };
}
