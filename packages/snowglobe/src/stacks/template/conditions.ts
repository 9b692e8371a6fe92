import { truth } from '../intrinsics/condition-functions.ts';
import type { Evaluation } from '../intrinsics/evaluate.ts';
import { intrinsicFunctions } from '../intrinsics/functions.ts';
import type { unknown } from '../intrinsics/value.ts';
import type { Path } from './read-template.ts';

type Environment = Omit<Evaluation, 'condition' | 'functions' | 'resource' | 'hasAttribute'>;

/** Evaluates the conditions of a template, each once, when first asked for. */
export function conditionEvaluator(environment: Environment): (name: string, path: Path) => boolean {
  const results = new Map<string, boolean>();
  const open = new Set<string>();
  const evaluation: Evaluation = {
    ...environment,
    functions: intrinsicFunctions,
    condition,
    hasAttribute: () => true,
    resource: (name, path) => refuse(name, path),
    failUnresolved: (name, path) => refuse(name, path),
  };

  function refuse(name: string, path: Path): typeof unknown {
    const message = `Template format error: Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`;
    return environment.fail(message, path);
  }

  function condition(name: string, path: Path): boolean {
    const known = results.get(name);
    if (known !== undefined) return known;
    const { conditions } = environment.template;
    const expression = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (expression === undefined) {
      environment.fail(
        `Template format error: Unresolved condition dependency ${name} in the ${path[0]} block of the template`,
        path,
      );
      return false;
    }
    if (open.has(name)) {
      environment.fail(
        `Template error: Found circular condition dependency in the Conditions block of the template: ${name}`,
        path,
      );
      return false;
    }
    open.add(name);
    const result = truth(expression, evaluation, ['Conditions', name]);
    open.delete(name);
    results.set(name, result === true);
    return result === true;
  }

  return condition;
}
