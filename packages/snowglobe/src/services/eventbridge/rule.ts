import type { Rule } from '@aws-sdk/client-eventbridge';
import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { type BusAddress, busArn, defaultBus, requireBus } from './bus.ts';
import { ruleNotFound } from './errors.ts';
import { type RuleRow, rules } from './tables.ts';

/** Rules of the default bus leave its name out. */
export function ruleArn(scope: Scope, busName: string, name: string): string {
  return formatArn('events', scope, busName === defaultBus ? `rule/${name}` : `rule/${busName}/${name}`);
}

/** Where a rule's ARN points; undefined when it is the ARN of something else. */
export function ruleAddress(arn: string): { readonly bus: BusAddress; readonly name: string } | undefined {
  const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
  const [kind, ...names] = resource.split('/');
  const name = names.pop();
  if (kind !== 'rule' || !name) return undefined;
  return { bus: { scope: { account, region }, name: names.join('/') || defaultBus }, name };
}

/** The ARN of the bus that a rule's ARN names. */
export function busArnOfRule(arn: string): string {
  const address = ruleAddress(arn);
  return address ? busArn(address.bus.scope, address.bus.name) : '';
}

export function rulesOf({ store }: Pick<Globe, 'store'>, { scope, name }: BusAddress): Collection<RuleRow> {
  return store.collection(rules, scope, name);
}

export function requireRule(globe: Pick<Globe, 'store' | 'clock'>, bus: BusAddress, name: string): RuleRow {
  requireBus(globe, bus);
  const row = rulesOf(globe, bus).get(name);
  if (!row) throw ruleNotFound(name, bus.name);
  return row;
}

/** As the API shows it. */
export function shownRule(row: RuleRow): Rule {
  return {
    Name: row.name,
    Arn: row.arn,
    State: row.state,
    EventBusName: row.busName,
    ...(row.description !== undefined && { Description: row.description }),
    ...(row.eventPattern !== undefined && { EventPattern: row.eventPattern }),
    ...(row.scheduleExpression !== undefined && { ScheduleExpression: row.scheduleExpression }),
    ...(row.roleArn !== undefined && { RoleArn: row.roleArn }),
  };
}
