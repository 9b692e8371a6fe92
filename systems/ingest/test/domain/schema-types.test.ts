import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { typesOf } from '../../lib/schema-types.ts';

const app = fileURLToPath(new URL('../..', import.meta.url));

test('the types of payloads are those of the schemas', async () => {
  const args = ['--import', 'tsx', 'bin/schema-types.ts', '--check'];
  await expect(promisify(execFile)(process.execPath, args, { cwd: app })).resolves.toMatchObject({ stderr: '' });
});

test('optional members, odd names, lists and maps have their types', () => {
  const schema = {
    title: 'Thing',
    type: 'object',
    required: ['odd-name'],
    properties: { 'odd-name': { type: 'array', items: { $ref: '#/definitions/Part' } }, maybe: { type: 'boolean' } },
    definitions: { Part: { type: 'object', additionalProperties: { type: 'integer' } } },
  };
  expect(typesOf([schema])).toContain(
    "export interface Thing {\n  readonly 'odd-name': readonly Part[];\n  readonly maybe?: boolean;\n}\n",
  );
  expect(typesOf([schema])).toContain('export interface Part {\n  readonly [name: string]: number;\n}\n');
});

test('what has no type is refused', () => {
  expect(() => typesOf([{ title: 'X', type: 'object', properties: { a: { type: 'null' } } }])).toThrow(
    'no TypeScript type',
  );
});
