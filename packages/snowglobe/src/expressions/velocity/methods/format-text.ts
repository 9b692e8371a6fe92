import { isDouble, isNumber, numberOf } from '../../numbers/double.ts';
import { VelocityRenderError } from '../errors.ts';
import type { Run } from '../run.ts';
import { textOf } from '../value-text.ts';
import { type Value } from '../values.ts';

const widest = 10_000;

/** `String.format` with %s %d %x %f %e %b %c %n %%, their widths, precisions and the flags `-`, `0`, `+` and `,`. */
export function formatText(form: string, args: readonly Value[], run: Run): string {
  let next = 0;
  const text = form.replace(
    /%(?:(\d+)\$)?([-0+,]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_all, position?: string, flags = '', width?: string, precision?: string, letter = '') => {
      if (letter === '%') return '%';
      if (letter === 'n') return '\n';
      const index = position === undefined ? next++ : Number(position) - 1;
      if (index >= args.length) throw new VelocityRenderError(`Format specifier '%${letter}' has no argument`);
      const value = converted(
        letter,
        args[index] ?? null,
        precision === undefined ? undefined : Number(precision),
        run,
      );
      return padded(signed(value, flags, letter), flags, Math.min(Number(width ?? 0), widest));
    },
  );
  return run.spendText(text);
}

type Conversion = (value: Value, precision: number | undefined, run: Run) => string | undefined;

const plain: Conversion = (value, precision, run) => (textOf(value, run) ?? 'null').slice(0, precision);
const real =
  (text: (value: number, precision: number) => string): Conversion =>
  (value, precision = 6) =>
    isDouble(value) ? text(numberOf(value), Math.min(precision, 100)) : undefined;

const conversions: Readonly<Record<string, Conversion>> = {
  s: plain,
  c: plain,
  b: (value) => String(typeof value === 'boolean' ? value : value !== null),
  d: (value) => (isNumber(value) && !isDouble(value) ? String(value) : undefined),
  x: (value) => (isNumber(value) && !isDouble(value) ? (value as number | bigint).toString(16) : undefined),
  f: real((value, precision) => value.toFixed(precision)),
  e: real((value, precision) => value.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2')),
};

function converted(letter: string, value: Value, precision: number | undefined, run: Run): string {
  const conversion = conversions[letter.toLowerCase()];
  if (!conversion) throw new VelocityRenderError(`Unknown format conversion: ${letter}`);
  const text = value === null && letter !== 'b' ? 'null' : conversion(value, precision, run);
  if (text === undefined) throw new VelocityRenderError(`%${letter} does not take this value`);
  return letter === letter.toLowerCase() ? text : text.toUpperCase();
}

function signed(text: string, flags: string, letter: string): string {
  if (!/[dfe]/.test(letter)) return text;
  const grouped = flags.includes(',') ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',') : text;
  return flags.includes('+') && !grouped.startsWith('-') ? `+${grouped}` : grouped;
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
