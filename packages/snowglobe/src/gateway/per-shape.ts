import type { Shape, ShapeType } from './shapes.ts';

/** What is built for each type of shape. */
export type ByType<Built> = Readonly<Record<ShapeType, (shape: Shape) => Built>>;

type Working<First, Second, Third, Result> = (first: First, second: Second, third: Third) => Result;

/**
 * Builds a function for each shape once. Shapes may contain themselves: while one is being built, those who ask for it get a
 * stand-in that calls it.
 */
export function perShape<Result, First, Second = void, Third = void>(
  build: ByType<Working<First, Second, Third, Result>>,
): (shape: Shape) => Working<First, Second, Third, Result> {
  const known = new WeakMap<Shape, Working<First, Second, Third, Result>>();
  return (shape) => {
    const found = known.get(shape);
    if (found !== undefined) return found;
    const slot: { built?: Working<First, Second, Third, Result> } = {};
    known.set(shape, (first, second, third) =>
      (slot.built as Working<First, Second, Third, Result>)(first, second, third),
    );
    const built = build[shape.type](shape);
    slot.built = built;
    known.set(shape, built);
    return built;
  };
}

/** The same for every type that is no structure, list or map. */
export function scalars<Built>(
  build: (shape: Shape) => Built,
): Omit<ByType<Built>, 'structure' | 'union' | 'list' | 'map'> {
  return {
    string: build,
    boolean: build,
    integer: build,
    long: build,
    float: build,
    double: build,
    blob: build,
    'streaming-blob': build,
    timestamp: build,
    document: build,
  };
}
