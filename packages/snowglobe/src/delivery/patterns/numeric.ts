import { InvalidPattern } from './invalid-pattern.ts';

type Compare = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const largest = 5_000_000_000;

function operand(operator: string, value: unknown): number {
  if (typeof value !== 'number') throw new InvalidPattern(`Value of ${operator} must be numeric`);
  if (Math.abs(value) > largest) throw new InvalidPattern('Value must be between -5.0E9 and 5.0E9, inclusive');
  return value;
}

function comparison(operator: unknown): Compare {
  const compare = typeof operator === 'string' ? comparisons[operator] : undefined;
  if (!compare) {
    if (typeof operator !== 'string')
      throw new InvalidPattern('Invalid member in numeric match: ' + JSON.stringify(operator));
    throw new InvalidPattern(`Unrecognized numeric range operator: ${operator}`);
  }
  return compare;
}

/** Compiles `[">", 0, "<=", 5]` to a test of numbers: one comparison, or a lower bound and an upper one. Throws InvalidPattern. */
export function compileNumeric(list: unknown): (value: number) => boolean {
  if (!Array.isArray(list)) throw new InvalidPattern('Value of numeric must be an array.');
  const [firstOperator, firstValue, secondOperator, secondValue, ...rest] = list;
  if (list.length === 0) throw new InvalidPattern('Invalid member in numeric match: ]');
  const first = comparison(firstOperator);
  const bound = operand(firstOperator, firstValue);
  if (list.length === 2) return (value) => first(value, bound);
  const isLower = firstOperator === '>' || firstOperator === '>=';
  if (!isLower) throw new InvalidPattern('Too many elements in numeric expression');
  if (secondOperator !== '<' && secondOperator !== '<=') {
    throw new InvalidPattern(`Bad numeric range operator: ${secondOperator}`);
  }
  const second = comparison(secondOperator);
  const upper = operand(secondOperator, secondValue);
  if (bound >= upper) throw new InvalidPattern('Bottom must be less than top');
  if (rest.length > 0) throw new InvalidPattern('Too many terms in numeric range expression');
  return (value) => first(value, bound) && second(value, upper);
}
