import { decoded } from '../../execute-api/decoded.ts';
import type { ResourceRow, Snapshot } from '../tables.ts';
import type { Matched } from './exchange.ts';

/**
 * The method of a request: that of the most specific resource, or its ANY; undefined when there is none.
 * A resource without methods is only a step on the way to others.
 */
export function matchMethod(snapshot: Snapshot, httpMethod: string, path: string): Matched | undefined {
  const segments = segmentsOf(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
  for (const { resource, pattern } of candidatesOf(snapshot)) {
    const pathParameters = matchSegments(pattern, segments);
    if (!pathParameters) continue;
    const method = resource.methods[httpMethod] ?? resource.methods.ANY;
    return method && { resource, method, pathParameters };
  }
  return undefined;
}

interface Candidate {
  readonly resource: ResourceRow;
  readonly pattern: readonly string[];
}

// A snapshot never changes, so its order holds as long as it.
const ordered = new WeakMap<Snapshot, readonly Candidate[]>();

function candidatesOf(snapshot: Snapshot): readonly Candidate[] {
  const known = ordered.get(snapshot);
  if (known) return known;
  const candidates = snapshot.resources
    .filter(({ methods }) => Object.keys(methods).length > 0)
    .map((resource) => ({ resource, pattern: segmentsOf(resource.path) }))
    .sort(moreSpecificFirst);
  ordered.set(snapshot, candidates);
  return candidates;
}

export function segmentsOf(path: string): readonly string[] {
  return path === '/' ? [] : path.split('/').slice(1);
}

/** 0 text, 1 variable, 2 greedy, 3 nothing. */
function rankOf(segment: string | undefined): number {
  if (segment === undefined) return 3;
  if (!segment.startsWith('{')) return 0;
  return segment.endsWith('+}') ? 2 : 1;
}

function moreSpecificFirst({ pattern: a }: Candidate, { pattern: b }: Candidate): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = rankOf(a[index]) - rankOf(b[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const values: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const name = /^\{(.+?)(\+?)\}$/.exec(part);
    if (!name) {
      if (part !== decoded(segment)) return undefined;
      continue;
    }
    const greedy = name[2] === '+';
    const value = greedy ? segments.slice(index).join('/') : segment;
    if (value === '') return undefined;
    values[name[1] ?? ''] = value;
    if (greedy) return values;
  }
  return segments.length === pattern.length ? values : undefined;
}
