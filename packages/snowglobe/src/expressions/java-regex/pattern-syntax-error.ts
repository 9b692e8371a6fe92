/** A pattern that Java would not compile. */
export class PatternSyntaxError extends Error {
  override readonly name = 'PatternSyntaxError';
}
