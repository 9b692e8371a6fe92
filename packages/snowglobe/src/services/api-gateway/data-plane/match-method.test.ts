import { expect, it } from 'vitest';
import type { ResourceRow, Snapshot } from '../tables.ts';
import { matchMethod } from './match-method.ts';

const resource = (path: string, ...methods: readonly string[]): ResourceRow => ({
  id: path,
  path,
  methods: Object.fromEntries(methods.map((httpMethod) => [httpMethod, { httpMethod }])),
});

const snapshot = {
  resources: [
    resource('/'),
    resource('/{proxy+}', 'ANY'),
    resource('/tasks', 'GET'),
    resource('/tasks/{id}', 'GET', 'ANY'),
    resource('/tasks/all', 'GET'),
    resource('/tasks/{id}/steps', 'GET'),
    resource('/between'),
    resource('/between/{rest+}', 'GET'),
  ],
} as unknown as Snapshot;

const found = (httpMethod: string, path: string) => {
  const matched = matchMethod(snapshot, httpMethod, path);
  return matched && `${matched.method.httpMethod} ${matched.resource.path} ${JSON.stringify(matched.pathParameters)}`;
};

it.each([
  ['GET', '/tasks', 'GET /tasks {}'],
  ['GET', '/tasks/', 'GET /tasks {}'],
  ['GET', '/tasks/all', 'GET /tasks/all {}'],
  ['GET', '/tasks/7', 'GET /tasks/{id} {"id":"7"}'],
  ['PUT', '/tasks/7', 'ANY /tasks/{id} {"id":"7"}'],
  ['GET', '/tasks/7/steps', 'GET /tasks/{id}/steps {"id":"7"}'],
  ['GET', '/tasks/7/other', 'ANY /{proxy+} {"proxy":"tasks/7/other"}'],
  ['GET', '/between/a/b', 'GET /between/{rest+} {"rest":"a/b"}'],
  ['GET', '/between', 'ANY /{proxy+} {"proxy":"between"}'],
])('%s %s is %s', (httpMethod, path, wanted) => {
  expect(found(httpMethod, path)).toBe(wanted);
});

it('a resource without the method has no answer, even where a greedy one would', () => {
  expect(found('POST', '/tasks')).toBeUndefined();
  expect(found('GET', '/')).toBeUndefined();
});
