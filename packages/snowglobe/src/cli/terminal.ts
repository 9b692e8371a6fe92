import colors from 'picocolors';

export const { bold, dim, red } = colors;

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Tells what went wrong, on standard error. */
export function printProblem(text: string): void {
  process.stderr.write(`${red('snowglobe:')} ${text}\n`);
}
