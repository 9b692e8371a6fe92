/** Velocity for a value inside quotes of JSON. `escapeJavaScript` escapes apostrophes too, which JSON does not know. */
export function jsonText(value: string): string {
  return `$util.escapeJavaScript(${value}).replaceAll("\\\\'", "'")`;
}

/** What a template answers to a mistake. */
export interface Refusal {
  /** A condition in Velocity. */
  readonly when: string;
  readonly status: number;
  readonly message: string;
}

/** Velocity that answers the first refusal whose condition holds, and otherwise the rest. */
export function refuseWhen(refusals: readonly Refusal[], otherwise: string): string {
  const branches = refusals.map(
    ({ when, ...refusal }, index) => `${index === 0 ? '#if' : '#elseif'}(${when})\n${refuse(refusal)}`,
  );
  return [...branches, '#else', otherwise, '#end'].join('\n');
}

export function refuse({ status, message }: Omit<Refusal, 'when'>): string {
  return [`#set($context.responseOverride.status = ${status})`, JSON.stringify({ message })].join('\n');
}
