import type { FilterCriteria } from '@aws-sdk/client-lambda';
import { invalidParameter } from './errors.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html: five, ten on request. */
const filtersLimit = 10;

/** The patterns of filter criteria, checked for their form. */
export function filterPatterns(criteria: FilterCriteria | undefined): readonly string[] {
  const patterns = (criteria?.Filters ?? []).flatMap((filter) =>
    filter.Pattern === undefined ? [] : [filter.Pattern],
  );
  if (patterns.length > filtersLimit) throw invalidParameter(`Filter count exceeds the limit of ${filtersLimit}.`);
  for (const pattern of patterns) {
    if (!isPattern(parsed(pattern))) throw invalidParameter('Invalid filter pattern definition.');
  }
  return patterns;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Members are further objects, or lists of values and of comparisons such as `{"prefix": "a"}`; `$or` lists alternatives. */
function isPattern(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, member]) => {
    if (!Array.isArray(member)) return isPattern(member);
    return name === '$or' ? member.length > 1 && member.every(isPattern) : member.length > 0;
  });
}
