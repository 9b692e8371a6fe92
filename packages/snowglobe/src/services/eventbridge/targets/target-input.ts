import { type EventEnvelope, eventTime } from '../event.ts';
import { fillTemplate, type Lookup } from '../input-template.ts';
import { parseJsonPath, valueAt } from '../json-path.ts';
import type { DeliveryRow, RuleTarget } from '../tables.ts';

type Origin = Pick<DeliveryRow, 'ruleArn' | 'ruleName' | 'ingestedAt'>;

/** What a target gets of an event. */
export function targetInput(target: RuleTarget, event: string, origin: Origin): string {
  if (target.Input !== undefined) return target.Input;
  const { InputPath, InputTransformer } = target;
  if (InputPath !== undefined && InputPath !== '') {
    return JSON.stringify(at(JSON.parse(event), InputPath) ?? null);
  }
  if (InputTransformer === undefined) return event;
  const lookup = variables(JSON.parse(event) as EventEnvelope, InputTransformer.InputPathsMap ?? {}, origin);
  return fillTemplate(InputTransformer.InputTemplate ?? '', lookup);
}

function at(event: unknown, path: string): unknown {
  const parsed = parseJsonPath(path);
  return parsed && valueAt(event, parsed);
}

/** The variables that the paths define, and those that every template knows. */
function variables(event: EventEnvelope, paths: Readonly<Record<string, string>>, origin: Origin): Lookup {
  const { detail: _detail, ...withoutDetail } = event;
  const known: Readonly<Record<string, () => unknown>> = {
    'aws.events.rule-arn': () => origin.ruleArn,
    'aws.events.rule-name': () => origin.ruleName,
    'aws.events.event.ingestion-time': () => eventTime(origin.ingestedAt),
    'aws.events.event': () => withoutDetail,
    'aws.events.event.json': () => event,
  };
  return (name) => {
    const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
    if (path !== undefined) return { value: at(event, path) };
    const read = Object.hasOwn(known, name) ? known[name] : undefined;
    return read && { value: read() };
  };
}
