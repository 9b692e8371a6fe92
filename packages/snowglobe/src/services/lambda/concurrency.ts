import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { tooManyRequests } from './errors.ts';
import { limits } from './limits.ts';
import { functions } from './tables.ts';

/** Concurrency that functions of an account and region have reserved. */
export function reservedTotal(globe: Pick<Globe, 'store'>, scope: Scope): number {
  let total = 0;
  for (const row of globe.store.collection(functions, scope).range()) total += row.reservedConcurrency ?? 0;
  return total;
}

/** Counts running invocations and refuses those beyond the limits. */
export class ConcurrencyLimiter {
  readonly #globe: Pick<Globe, 'store'>;
  readonly #running = new Map<string, number>();

  constructor(globe: Pick<Globe, 'store'>) {
    this.#globe = globe;
  }

  /** Takes a slot for one invocation; returns what gives it back. Throws TooManyRequestsException. */
  take(scope: Scope, functionName: string): () => void {
    const reserved = this.#globe.store.collection(functions, scope).get(functionName)?.reservedConcurrency;
    const pool = `${scope.account}/${scope.region}`;
    if (reserved !== undefined) {
      return this.#enter(`${pool}/${functionName}`, reserved, 'ReservedFunctionConcurrentInvocationLimitExceeded');
    }
    const left = limits.accountConcurrency - reservedTotal(this.#globe, scope);
    return this.#enter(pool, left, 'ConcurrentInvocationLimitExceeded');
  }

  #enter(key: string, limit: number, reason: Parameters<typeof tooManyRequests>[0]): () => void {
    const running = this.#running.get(key) ?? 0;
    if (running >= limit) throw tooManyRequests(reason);
    this.#running.set(key, running + 1);
    return () => {
      const now = (this.#running.get(key) ?? 1) - 1;
      if (now === 0) this.#running.delete(key);
      else this.#running.set(key, now);
    };
  }
}
