import { isNumber } from '../../numbers/double.ts';
import type { Run } from '../run.ts';
import { type Value } from '../values.ts';

/** What a parameter takes. `text`: also a character. */
export type Kind = 'any' | 'text' | 'int' | 'number' | 'list' | 'map';

/** One method of a Java class, with its parameters. */
export interface Overload<Self> {
  readonly takes: readonly Kind[];
  /** The last parameter may come any number of times, or not at all. */
  readonly rest?: boolean;
  // oxlint-disable-next-line typescript/no-explicit-any -- what `takes` lets through
  readonly run: (self: Self, args: readonly any[], run: Run) => Value;
}

/** The methods of a class, by name. */
export type Methods<Self> = Readonly<Record<string, readonly Overload<Self>[]>>;

const accepts: Readonly<Record<Kind, (value: Value) => boolean>> = {
  any: () => true,
  text: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number' && Number.isInteger(value),
  number: isNumber,
  list: Array.isArray,
  map: (value) => value instanceof Map,
};

/** Calls the method that takes these arguments; undefined where there is none. */
export function callOverload<Self>(
  methods: Methods<Self>,
  name: string,
  self: Self,
  args: readonly Value[],
  run: Run,
): Value | undefined {
  if (!Object.hasOwn(methods, name)) return undefined;
  const found = methods[name]?.find((overload) => fits(overload, args));
  return found?.run(self, args, run);
}

function fits({ takes, rest }: Overload<never>, args: readonly Value[]): boolean {
  if (rest ? args.length < takes.length - 1 : args.length !== takes.length) return false;
  return args.every((arg, index) => accepts[takes[Math.min(index, takes.length - 1)] ?? 'any'](arg));
}

/** A method without parameters. */
export function getter<Self>(run: (self: Self, run: Run) => Value): readonly Overload<Self>[] {
  return [{ takes: [], run: (self, _args, current) => run(self, current) }];
}

/** A method of several forms. */
export function forms<Self>(...overloads: readonly Overload<Self>[]): readonly Overload<Self>[] {
  return overloads;
}

/** A method with these parameters. */
export function method<Self>(takes: readonly Kind[], run: Overload<Self>['run']): readonly Overload<Self>[] {
  return [{ takes, run }];
}
