import { notFound } from './errors.ts';

/** The only name that a key's policy can have is `default`. */
export function requirePolicyName(name = 'default'): void {
  if (name !== 'default') throw notFound('No such policy exists');
}
