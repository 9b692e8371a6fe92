import { parseJsonPattern } from './json-pattern.ts';
import { parseSpacePattern } from './space-pattern.ts';
import { parseTermPattern } from './term-pattern.ts';

/** Tests one log message. */
export type MessageTest = (message: string) => boolean;

/** Compiles a filter pattern; throws FilterPatternFault. AWS: CloudWatch Logs User Guide, "Filter pattern syntax". */
export function compileFilterPattern(pattern: string): MessageTest {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return parseJsonPattern(text);
  if (text.startsWith('[')) return parseSpacePattern(text);
  return parseTermPattern(text);
}
