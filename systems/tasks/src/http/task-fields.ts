import type { TaskCommand, TaskUpdate } from '../domain/task.ts';
import { ClientError } from './answers.ts';

type Fields = Readonly<Record<string, unknown>>;

const longestName = 256;
const longestSummary = 2048;

/** `{name, summary?}`. Throws 422 with the field that is wrong. */
export function createCommand(fields: Fields): TaskCommand {
  if (fields['name'] === undefined) throw new ClientError(422, 'missing field `name`');
  const name = readName(fields['name']);
  return { kind: 'create', name, summary: readSummary(fields['summary'] ?? null) };
}

/** Any of `name`, `summary`, `done`; at least one. A field that is absent stays as it is. */
export function updateCommand(fields: Fields): TaskCommand {
  const update: TaskUpdate = {
    ...(fields['name'] === undefined ? {} : { name: readName(fields['name']) }),
    ...(fields['summary'] === undefined ? {} : { summary: readSummary(fields['summary']) }),
    ...(fields['done'] === undefined ? {} : { done: readDone(fields['done']) }),
  };
  if (Object.keys(update).length === 0) {
    throw new ClientError(422, 'nothing to change: give at least one of `name`, `summary`, `done`');
  }
  return { kind: 'update', update };
}

function readName(value: unknown): string {
  if (typeof value !== 'string') throw new ClientError(422, `\`name\` is a string, not ${kindOf(value)}`);
  if (value.trim() === '' || value.length > longestName) {
    throw new ClientError(422, `\`name\` has 1 to ${longestName} characters`);
  }
  return value;
}

function readSummary(value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== 'string') throw new ClientError(422, `\`summary\` is a string or null, not ${kindOf(value)}`);
  if (value.length > longestSummary) throw new ClientError(422, `\`summary\` has at most ${longestSummary} characters`);
  return value;
}

function readDone(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new ClientError(422, `\`done\` is a boolean, not ${kindOf(value)}`);
  return value;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`.replace('a object', 'an object');
}
