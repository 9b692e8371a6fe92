/** Slots of `Clock.shared`. */
const heldSlot = 0;
const valueSlot = 1;

const RealDate = Date;

/** Makes `Date` in this thread follow the globe's clock. Returns the clock. Timers stay real. */
export function installClock(shared: SharedArrayBuffer): () => number {
  const slots = new Float64Array(shared);
  const realNow = RealDate.now;
  const now = (): number => Math.floor((slots[heldSlot] === 1 ? 0 : realNow()) + (slots[valueSlot] ?? 0));
  function FunctionDate(...args: unknown[]): unknown {
    if (!new.target) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, new.target);
  }
  FunctionDate.prototype = RealDate.prototype;
  Object.defineProperties(FunctionDate, {
    name: { value: 'Date', configurable: true },
    length: { value: 7, configurable: true },
    now: { value: now, writable: true, configurable: true },
    parse: { value: RealDate.parse, writable: true, configurable: true },
    UTC: { value: RealDate.UTC, writable: true, configurable: true },
  });
  RealDate.prototype.constructor = FunctionDate as unknown as DateConstructor;
  globalThis.Date = FunctionDate as unknown as DateConstructor;
  return now;
}
