import { invalidFilterPattern } from './errors.ts';
import { FilterPatternFault } from './filter-pattern/fault.ts';
import { compileFilterPattern, type MessageTest } from './filter-pattern/filter-pattern.ts';

/** A compiled filter pattern; throws InvalidParameterException. */
export function checkedPattern(pattern: string | undefined): MessageTest {
  try {
    return compileFilterPattern(pattern ?? '');
  } catch (error) {
    if (error instanceof FilterPatternFault) throw invalidFilterPattern();
    throw error;
  }
}
