import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Due } from '../../contract/time.ts';
import { validation } from './errors.ts';
import { envelope } from './event.ts';
import { sendToTargets } from './fan-out.ts';
import { rulesOf } from './rule.ts';
import { parseSchedule } from './schedules/schedule-expression.ts';
import { type RuleRow, rules } from './tables.ts';

/** When a schedule is due after an instant; throws AWS's refusal of the expression. */
export function nextRun(expression: string, now: number): number | undefined {
  const schedule = parseSchedule(expression);
  if (!schedule) throw validation('Parameter ScheduleExpression is not valid.');
  return schedule.nextAfter(now, now);
}

const waiting = new WeakMap<Globe, Map<string, Due>>();

/** Puts a rule's next run on the scheduler, in place of what was there. */
export function scheduleRule(globe: Globe, scope: Scope, { arn, name, busName, state, nextAt }: RuleRow): void {
  const due = waiting.get(globe) ?? new Map<string, Due>();
  waiting.set(globe, due);
  due.get(arn)?.cancel();
  due.delete(arn);
  if (state !== 'ENABLED' || nextAt === undefined) return;
  const work = () => run(globe, scope, busName, name, nextAt);
  due.set(arn, globe.scheduler.at(nextAt, `schedule of rule ${name}`, work));
}

/** A schedule whose time passed while the globe was stopped runs once, at its start. */
export function resumeSchedules(globe: Globe): void {
  waiting.delete(globe);
  for (const { scope, rows } of globe.store.everyCollection(rules)) {
    for (const rule of rows.range()) scheduleRule(globe, scope, rule);
  }
}

function run(globe: Globe, scope: Scope, busName: string, name: string, at: number): void {
  const bus = { scope, name: busName };
  const rule = rulesOf(globe, bus).get(name);
  // Changed, disabled or deleted since.
  if (rule?.nextAt !== at || rule.state !== 'ENABLED' || rule.scheduleExpression === undefined) return;
  const cause = globe.causes.begin('schedule', `rule ${name}`);
  const now = globe.clock.now();
  // Counting from the run that was due keeps a rate in step.
  const nextAt = parseSchedule(rule.scheduleExpression)?.nextAfter(now, at);
  const { nextAt: _last, ...rest } = rule;
  const next: RuleRow = { ...rest, ...(nextAt !== undefined && { nextAt }) };
  const event = envelope(scope, {
    id: globe.random.uuid(),
    detailType: 'Scheduled Event',
    source: 'aws.events',
    at,
    resources: [rule.arn],
    detail: {},
  });
  globe.store.step(cause, () => {
    rulesOf(globe, bus).put(next);
    sendToTargets(globe, bus, rule, JSON.stringify(event), { cause });
  });
  scheduleRule(globe, scope, next);
}
