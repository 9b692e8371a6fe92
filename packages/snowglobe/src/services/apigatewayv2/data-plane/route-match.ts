import { decoded } from '../../execute-api/decoded.ts';
import type { DeploymentRow, RouteRow } from '../tables.ts';
import type { Matched } from './exchange.ts';

/** One segment of a route's path. */
type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable' | 'greedy'; readonly name: string };

interface CompiledRoute {
  readonly route: RouteRow;
  readonly method: string;
  readonly routePath: string;
  readonly segments: readonly Segment[];
}

interface Router {
  /** Most specific first. */
  readonly routes: readonly CompiledRoute[];
  readonly fallback: RouteRow | undefined;
}

/**
 * The route of a request: a full match before a greedy one before `$default`, and a method before ANY.
 * AWS: API Gateway Developer Guide, "Routing API requests".
 */
export function matchRoute(deployment: DeploymentRow, method: string, path: string): Matched | undefined {
  const { routes, fallback } = routerOf(deployment);
  const segments = path.split('/').slice(1).map(decoded);
  for (const candidate of routes) {
    if (candidate.method !== 'ANY' && candidate.method !== method) continue;
    const pathParameters = matchSegments(candidate.segments, segments);
    if (pathParameters) return matched(deployment, candidate.route, candidate.routePath, pathParameters);
  }
  return fallback && matched(deployment, fallback, '$default', {});
}

function matched(
  deployment: DeploymentRow,
  route: RouteRow,
  routePath: string,
  pathParameters: Readonly<Record<string, string>>,
): Matched {
  const integration = deployment.integrations.find((each) => route.target === `integrations/${each.integrationId}`);
  return { route, routePath, integration, pathParameters };
}

function matchSegments(
  pattern: readonly Segment[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const values: Record<string, string> = {};
  for (const [index, each] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (each.kind === 'text') {
      if (each.text !== segment) return undefined;
      continue;
    }
    const value = each.kind === 'greedy' ? segments.slice(index).join('/') : segment;
    if (value === '') return undefined;
    values[each.name] = value;
    if (each.kind === 'greedy') return values;
  }
  return segments.length === pattern.length ? values : undefined;
}

// A deployment never changes, so its router holds as long as its row.
const routers = new WeakMap<DeploymentRow, Router>();

function routerOf(deployment: DeploymentRow): Router {
  let router = routers.get(deployment);
  if (!router) {
    router = {
      routes: deployment.routes
        .filter(({ routeKey }) => routeKey !== '$default')
        .map(compile)
        .sort(moreSpecificFirst),
      fallback: deployment.routes.find(({ routeKey }) => routeKey === '$default'),
    };
    routers.set(deployment, router);
  }
  return router;
}

function compile(route: RouteRow): CompiledRoute {
  const [method = '', routePath = ''] = route.routeKey.split(' ');
  const segments = routePath
    .split('/')
    .slice(1)
    .map((text): Segment => {
      const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(text) ?? [];
      if (name === undefined) return { kind: 'text', text };
      return { kind: plus === '' ? 'variable' : 'greedy', name };
    });
  return { route, method, routePath, segments };
}

const ranks = { text: 0, variable: 1, greedy: 2 };

function moreSpecificFirst(a: CompiledRoute, b: CompiledRoute): number {
  const greedy = Number(isGreedy(a)) - Number(isGreedy(b));
  if (greedy !== 0) return greedy;
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = rankAt(a, index) - rankAt(b, index);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function isGreedy({ segments }: CompiledRoute): boolean {
  return segments.at(-1)?.kind === 'greedy';
}

function rankAt({ segments }: CompiledRoute, index: number): number {
  const segment = segments[index];
  return segment === undefined ? ranks.greedy + 1 : ranks[segment.kind];
}
