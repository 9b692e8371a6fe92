import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandRefused, decide, evolve, type Task } from '../../src/domain/task.ts';
import { updates } from './histories.ts';

const id = '01JD0000000000000000000000';
const at = '2026-01-02T03:04:05.678Z';
const created = decide(undefined, id, { kind: 'create', name: 'Wash', summary: 'the car' }, '2026-01-01T00:00:00.000Z');
const task = evolve(undefined, created);

function refusalOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof CommandRefused) return error.refusal;
    throw error;
  }
  return undefined;
}

describe('a task', () => {
  test('begins not done and not deleted, updated when it was created', () => {
    expect(task).toEqual({
      id,
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
      name: 'Wash',
      summary: 'the car',
      done: false,
      deleted: false,
    });
  });

  test('has no summary when none was given', () => {
    expect(evolve(undefined, decide(undefined, id, { kind: 'create', name: 'Wash' }, at)).summary).toBeNull();
  });

  test('cannot be changed or deleted before it exists', () => {
    expect(refusalOf(() => decide(undefined, id, { kind: 'delete' }, at))).toBe('not found');
    expect(refusalOf(() => decide(undefined, id, { kind: 'update', update: { done: true } }, at))).toBe('not found');
  });

  test('cannot be changed or deleted after it was deleted', () => {
    const gone: Task = { ...task, deleted: true };
    expect(refusalOf(() => decide(gone, id, { kind: 'delete' }, at))).toBe('deleted');
    expect(refusalOf(() => decide(gone, id, { kind: 'update', update: { done: true } }, at))).toBe('deleted');
  });

  test('cannot be created twice', () => {
    expect(refusalOf(() => decide(task, id, { kind: 'create', name: 'Wash' }, at))).toBe('exists');
    expect(() => evolve(task, created)).toThrow('created twice');
  });

  test('keeps every field that an update leaves out, also when the event went through JSON', () => {
    fc.assert(
      fc.property(updates, (update) => {
        const event = decide(task, id, { kind: 'update', update }, at);
        const after = evolve(task, JSON.parse(JSON.stringify(event)));
        expect(after).toEqual({ ...task, ...update, updated_at: at });
      }),
    );
  });

  test('empties its summary only for null', () => {
    const emptied = evolve(task, decide(task, id, { kind: 'update', update: { summary: null } }, at));
    const kept = evolve(task, decide(task, id, { kind: 'update', update: { done: true } }, at));
    expect([emptied.summary, kept.summary]).toEqual([null, 'the car']);
  });
});
