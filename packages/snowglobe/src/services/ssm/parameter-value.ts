import { invalidAllowedPattern, patternMismatch, validation } from './errors.ts';
import { maxAdvancedValueBytes, maxStandardValueBytes } from './limits.ts';
import type { Tier } from './tables.ts';

const moreInformation =
  'For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

/** The tier that a value of this length gets. Throws ValidationException when it fits in none, or not in the one asked for. */
export function tierOf(requested: string | undefined, value: string, previous: Tier | undefined): Tier {
  const size = Buffer.byteLength(value);
  if (size > maxAdvancedValueBytes) {
    throw validation(
      `Advanced tier parameters support a maximum parameter value of ${maxAdvancedValueBytes} characters. ${moreInformation}`,
    );
  }
  if (requested === 'Advanced' || previous === 'Advanced') return 'Advanced';
  if (size <= maxStandardValueBytes) return 'Standard';
  if (requested === 'Intelligent-Tiering') return 'Advanced';
  throw validation(
    `Standard tier parameters support a maximum parameter value of ${maxStandardValueBytes} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. ${moreInformation}`,
  );
}

/** Throws ParameterPatternMismatchException, InvalidAllowedPatternException. */
export function checkPattern(value: string, allowedPattern: string | undefined): void {
  if (allowedPattern === undefined) return;
  if (!compiled(allowedPattern).test(value)) throw patternMismatch(allowedPattern);
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidAllowedPattern(pattern);
    throw error;
  }
}
