import type { Properties } from '../../../contract/resource-type.ts';
import type { Holder } from './holder-policies.ts';

const holderProperties = { Roles: 'Role', Users: 'User', Groups: 'Group' } as const;

/** Everyone that a policy resource hangs itself on. */
export function holdersIn(properties: Properties): readonly { readonly holder: Holder; readonly name: string }[] {
  return Object.entries(holderProperties).flatMap(([property, holder]) => {
    const names: readonly string[] = properties[property] ?? [];
    return names.map((name) => ({ holder, name }));
  });
}

/** Those that `previous` names and `next` does not. */
export function holdersGone(next: Properties, previous: Properties) {
  const kept = new Set(holdersIn(next).map(({ holder, name }) => `${holder} ${name}`));
  return holdersIn(previous).filter(({ holder, name }) => !kept.has(`${holder} ${name}`));
}
