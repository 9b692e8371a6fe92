import { expect, it } from 'vitest';
import { contextUse } from './context-use.ts';

it.each([
  ['{"a":1}', []],
  ['$context.requestId ${context.identity.sourceIp} $!{context.stage}', ['requestId', 'identity', 'stage']],
  ['#set($context.responseOverride.status = 404)', ['responseOverride']],
])('%s reads %j', (template, members) => {
  expect(contextUse(template)).toEqual(new Set(members));
});

it.each([
  '$context',
  '#set($c = $context)',
  '$context.get("stage")',
  '$context["stage"]',
  '#evaluate("x")',
  'in this context',
])('%s may read everything', (template) => {
  expect(contextUse(template)).toBe('all');
});
