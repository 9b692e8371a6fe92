/** The faults of a globe under test. */
export interface Faults {
  /** Those that no test has looked at. */
  readonly list: readonly string[];
  readonly onFault: (where: string, error: unknown) => void;
  /** Throws, once, when there were any. */
  readonly failOnFault: () => void;
}

export function collectFaults(): Faults {
  const list: string[] = [];
  return {
    list,
    onFault: (where, error) => {
      list.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
    failOnFault: () => {
      if (list.length > 0) throw new Error(`the globe had faults:\n${list.splice(0).join('\n')}`);
    },
  };
}
