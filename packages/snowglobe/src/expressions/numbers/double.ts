/**
 * A java.lang.Double that JavaScript could not tell from an Integer, because its value is whole: `3.0`. Numbers with a
 * fraction are doubles as they are; whole numbers are Integer and Long, and bigint beyond what a number holds exactly.
 */
export class Double {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A double of this value. */
export function double(value: number): number | Double {
  return Number.isInteger(value) ? new Double(value) : value;
}

/** An Integer, Long or BigInteger of this value. */
export function integer(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

export function isNumber(value: unknown): value is number | bigint | Double {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double;
}

export function isDouble(value: unknown): value is number | Double {
  return value instanceof Double || (typeof value === 'number' && !Number.isInteger(value));
}

/** Loses what a double cannot hold. */
export function numberOf(value: number | bigint | Double): number {
  return value instanceof Double ? value.value : Number(value);
}
