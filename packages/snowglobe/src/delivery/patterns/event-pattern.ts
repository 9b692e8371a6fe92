import { fieldsOf, leadingPaths } from './event-fields.ts';
import { InvalidPattern } from './invalid-pattern.ts';
import { matchesAlternative, mayMatch } from './match-event.ts';
import { alternativesOf } from './pattern-alternatives.ts';

/** A compiled event pattern: of EventBridge rules, pipes and the filter criteria of mappings. */
export interface EventPattern {
  matches(event: unknown): boolean;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidPattern('Invalid JSON');
  }
}

/** Compiles a pattern, given as JSON text or as its value. Throws InvalidPattern. */
export function compileEventPattern(pattern: string | object): EventPattern {
  const value = typeof pattern === 'string' ? parsed(pattern) : pattern;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InvalidPattern('Filter is not an object');
  }
  const alternatives = alternativesOf(value as Readonly<Record<string, unknown>>);
  const lookedAt = leadingPaths(alternatives.flatMap((alternative) => [...alternative.keys()]));
  return {
    matches(event) {
      // Most patterns of a bus fail on the event's source or type, which needs no look into its depth.
      if (!alternatives.some((alternative) => mayMatch(alternative, event))) return false;
      const fields = fieldsOf(event, lookedAt);
      return alternatives.some((alternative) => matchesAlternative(alternative, fields));
    },
  };
}
