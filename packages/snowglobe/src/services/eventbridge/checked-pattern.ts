import { compileEventPattern, type EventPattern } from '../../delivery/patterns/event-pattern.ts';
import { InvalidPattern } from '../../delivery/patterns/invalid-pattern.ts';
import { invalidPattern } from './errors.ts';

/** Compiles a caller's pattern; refuses it in AWS's words. */
export function checkedPattern(text: string): EventPattern {
  try {
    return compileEventPattern(text);
  } catch (error) {
    if (error instanceof InvalidPattern) throw invalidPattern(error.message);
    throw error;
  }
}

const keptPatterns = 2_000;
const compiled = new Map<string, EventPattern>();

/** The pattern of a stored rule or archive, compiled once. */
export function storedPattern(text: string): EventPattern {
  const known = compiled.get(text);
  if (known) return known;
  if (compiled.size >= keptPatterns) compiled.clear();
  const pattern = compileEventPattern(text);
  compiled.set(text, pattern);
  return pattern;
}
