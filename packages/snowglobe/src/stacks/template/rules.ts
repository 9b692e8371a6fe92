import { truth } from '../intrinsics/condition-functions.ts';
import type { Evaluation } from '../intrinsics/evaluate.ts';
import { ruleFunctions } from '../intrinsics/rule-functions.ts';
import { isJsonObject } from '../json.ts';

/** Tells of every assertion of the template's rules that does not hold. */
export function checkRules(evaluation: Evaluation): void {
  const withRules = { ...evaluation, functions: ruleFunctions };
  for (const [name, rule] of Object.entries(evaluation.template.rules)) {
    const path = ['Rules', name];
    const applies =
      rule.RuleCondition === undefined || truth(rule.RuleCondition, withRules, [...path, 'RuleCondition']) === true;
    if (!applies) continue;
    const assertions = Array.isArray(rule.Assertions) ? rule.Assertions : [];
    for (const [index, assertion] of assertions.entries()) {
      const place = [...path, 'Assertions', index];
      if (!isJsonObject(assertion)) continue;
      if (truth(assertion.Assert, withRules, [...place, 'Assert']) === true) continue;
      const told = typeof assertion.AssertDescription === 'string' ? `: ${assertion.AssertDescription}` : '';
      evaluation.fail(`Template rule ${name} failed${told}`, place);
    }
  }
}
