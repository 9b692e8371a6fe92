/** The claims of a token as functions and logs get them: all as text. */
export function claimTexts(
  claims: Readonly<Record<string, unknown>>,
  list: (items: readonly string[]) => string,
): Readonly<Record<string, string>> {
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return list(value.map(String));
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}
