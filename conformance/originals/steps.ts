import { strict as assert } from 'node:assert';

/** Prints what was shown, and how long it took. */
export async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  try {
    const result = await work();
    console.log(`ok    ${what} (${Math.round(performance.now() - begun)} ms)`);
    return result;
  } catch (error) {
    console.log(`FAIL  ${what}`);
    throw error;
  }
}

/** The first argument of the program: where the original was cloned to. */
export function clonePath(): string {
  const path = process.argv[2];
  assert(path !== undefined, 'Give the path of the clone.');
  return path;
}
