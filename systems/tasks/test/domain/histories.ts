import fc from 'fast-check';
import type { TaskEvent, TaskUpdate } from '../../src/domain/task.ts';

const id = '01JD0000000000000000000000';
const moment = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const update: fc.Arbitrary<TaskUpdate> = fc.record(
  { name: fc.string(), summary: fc.option(fc.string()), done: fc.boolean() },
  { requiredKeys: [] },
);

const created: fc.Arbitrary<TaskEvent> = fc.record({
  type: fc.constant('Created' as const),
  id: fc.constant(id),
  created_at: moment,
  task: fc.record({ name: fc.string(), summary: fc.option(fc.string()), done: fc.constant(false) }),
});

const updated: fc.Arbitrary<TaskEvent> = fc.record({
  type: fc.constant('Updated' as const),
  id: fc.constant(id),
  updated_at: moment,
  update,
});

const deleted: fc.Arbitrary<TaskEvent> = fc.record({
  type: fc.constant('Deleted' as const),
  id: fc.constant(id),
  updated_at: moment,
});

/** Whole lives of a task: created, changed a few times, deleted or not. */
export const histories: fc.Arbitrary<readonly TaskEvent[]> = fc
  .tuple(created, fc.array(updated, { maxLength: 20 }), fc.option(deleted))
  .map(([first, changes, last]) => [first, ...changes, ...(last === null ? [] : [last])]);

export const updates = update;
