import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentRow } from '../tables.ts';
import { matchRoute } from './route-match.ts';

const deploymentOf = (...routeKeys: readonly string[]): DeploymentRow => ({
  deploymentId: 'd',
  createdAt: 0,
  automatic: false,
  routes: routeKeys.map((routeKey, index) => ({ routeId: `r${index}`, routeKey })),
  integrations: [],
});

const chosen = (deployment: DeploymentRow, method: string, path: string) => {
  const matched = matchRoute(deployment, method, path);
  return matched && [matched.route.routeKey, matched.pathParameters];
};

describe('the route of a request', () => {
  it.each([
    [['GET /a/{id}', 'GET /a/b'], 'GET', '/a/b', 'GET /a/b', {}],
    [['ANY /a', 'GET /a'], 'GET', '/a', 'GET /a', {}],
    [['GET /a/{id}', 'ANY /a/b'], 'GET', '/a/b', 'ANY /a/b', {}],
    [['GET /a/{id}', 'POST /a/b'], 'GET', '/a/b', 'GET /a/{id}', { id: 'b' }],
    [['GET /a/{proxy+}', 'GET /{x}/{y}'], 'GET', '/a/b', 'GET /{x}/{y}', { x: 'a', y: 'b' }],
    [['GET /a/{proxy+}', 'GET /{proxy+}'], 'GET', '/a/b/c', 'GET /a/{proxy+}', { proxy: 'b/c' }],
    [['GET /{id}'], 'GET', '/a%2Fb', 'GET /{id}', { id: 'a/b' }],
    [['GET /{id}'], 'GET', '/%', 'GET /{id}', { id: '%' }],
    [['ANY /'], 'PUT', '/', 'ANY /', {}],
  ])('%s for %s %s is %s', (keys, method, path, routeKey, parameters) => {
    expect(chosen(deploymentOf(...keys), method, path)).toEqual([routeKey, parameters]);
  });

  it.each([
    [['GET /a'], 'GET', '/a/'],
    [['GET /a'], 'POST', '/a'],
    [['GET /a/{id}'], 'GET', '/a/'],
    [['GET /{proxy+}'], 'GET', '/'],
  ])('%s has none for %s %s', (keys, method, path) => {
    expect(chosen(deploymentOf(...keys), method, path)).toBeUndefined();
  });

  it('does not depend on the order in which routes were made', () => {
    const keys = ['GET /a/b', 'GET /a/{x}', 'ANY /a/b', 'GET /{x}/b', 'GET /a/{proxy+}', 'ANY /{proxy+}', '$default'];
    const paths = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: 7 }), paths, (order, path) => {
        expect(chosen(deploymentOf(...order), 'GET', path)).toEqual(chosen(deploymentOf(...keys), 'GET', path));
      }),
    );
  });
});
