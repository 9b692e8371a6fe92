import type { Violation } from './constraints.ts';
import { constraintCheck } from './constraints.ts';
import type { OperationModel } from './models.ts';
import { validationStyle } from './validation-styles.ts';

/**
 * Top members whose constraints a service checks itself, with a text of its own, or not at all; `*` for every operation of the
 * service.
 */
const exempt: Readonly<Record<string, readonly string[]>> = {
  // Lambda names the runtimes that it supports today, not those of the model.
  'lambda.CreateFunction': ['runtime'],
  'lambda.UpdateFunctionConfiguration': ['runtime'],
};

/** Checks an input against the required members, lengths, ranges, patterns and enumerations of the model; throws the service's error. */
export function validate(operation: OperationModel, input: Readonly<Record<string, unknown>>): void {
  if (operation.input === undefined) return;
  const check = constraintCheck(operation.input);
  if (check === undefined) return;
  const found: Violation[] = [];
  check(input, '', found);
  if (found.length === 0) return;
  const service = operation.service.settings.id;
  const style = validationStyle(service);
  const skipped = exempt[`${service}.${operation.name}`] ?? [];
  const violations = found.filter(
    (violation) => style.checks(violation) && !skipped.includes(violation.path.split('.')[0] as string),
  );
  if (violations.length > 0) throw style.error(violations);
}
