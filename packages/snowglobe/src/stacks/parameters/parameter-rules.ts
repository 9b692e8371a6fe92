import type { JsonObject } from '../json.ts';

type Rule = (name: string, declared: JsonObject, texts: readonly string[]) => string | undefined;

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

const isNumeric: Rule = (name, declared, texts) => {
  const numeric = declared.Type === 'Number' || declared.Type === 'List<Number>';
  return numeric && !texts.every(isNumber) ? `Parameter '${name}' must be a number` : undefined;
};

const isAllowed: Rule = (name, declared, texts) => {
  if (!Array.isArray(declared.AllowedValues)) return undefined;
  const allowed = new Set(declared.AllowedValues.map(String));
  return texts.every((text) => allowed.has(text)) ? undefined : `Parameter '${name}' must be one of AllowedValues`;
};

/** CloudFormation's patterns are Java's; undefined for what JavaScript cannot read. */
function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    return undefined;
  }
}

const matchesPattern: Rule = (name, declared, texts) => {
  if (typeof declared.AllowedPattern !== 'string') return undefined;
  const pattern = patternOf(declared.AllowedPattern);
  if (!pattern) return `AllowedPattern of parameter '${name}' is not supported: ${declared.AllowedPattern}`;
  return texts.every((text) => pattern.test(text))
    ? undefined
    : `Parameter '${name}' must match pattern ${declared.AllowedPattern}`;
};

/** One bound: which member names it, what it measures, and how AWS words a breach. */
function bound(
  member: string,
  holds: (text: string, limit: number) => boolean,
  words: (limit: number) => string,
): Rule {
  return (name, declared, texts) => {
    if (declared[member] === undefined) return undefined;
    const limit = Number(declared[member]);
    return texts.every((text) => holds(text, limit)) ? undefined : `Parameter '${name}' must ${words(limit)}`;
  };
}

const rules: readonly Rule[] = [
  isNumeric,
  isAllowed,
  matchesPattern,
  bound(
    'MinLength',
    (text, limit) => text.length >= limit,
    (limit) => `contain at least ${limit} characters`,
  ),
  bound(
    'MaxLength',
    (text, limit) => text.length <= limit,
    (limit) => `contain at most ${limit} characters`,
  ),
  bound(
    'MinValue',
    (text, limit) => Number(text) >= limit,
    (limit) => `be a number not less than ${limit}`,
  ),
  bound(
    'MaxValue',
    (text, limit) => Number(text) <= limit,
    (limit) => `be a number not greater than ${limit}`,
  ),
];

/** What is wrong with a parameter's value, in AWS's words; undefined when it keeps its declared constraints. */
export function parameterBreach(name: string, declared: JsonObject, texts: readonly string[]): string | undefined {
  for (const rule of rules) {
    const breach = rule(name, declared, texts);
    if (breach === undefined) continue;
    const described = declared.ConstraintDescription;
    return typeof described === 'string' ? `Parameter '${name}' failed to satisfy constraint: ${described}` : breach;
  }
  return undefined;
}
