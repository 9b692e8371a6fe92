const remembered = 500;
const uses = new Map<string, ReadonlySet<string> | 'all'>();

/**
 * The members of `$context` that a template can read, so that the others need not be made for it; `all` where its text does not
 * tell. What is under a member (`identity.sourceIp`) counts as the member.
 */
export function contextUse(template: string): ReadonlySet<string> | 'all' {
  const known = uses.get(template);
  if (known) return known;
  const found = readUse(template);
  if (uses.size >= remembered) uses.clear();
  uses.set(template, found);
  return found;
}

const mention = /context\b/g;
const member = /^\$!?\{?context\.([A-Za-z][A-Za-z0-9_]*)(?![A-Za-z0-9_(])/;

function readUse(template: string): ReadonlySet<string> | 'all' {
  if (template.includes('#evaluate')) return 'all';
  const members = new Set<string>();
  for (const { index } of template.matchAll(mention)) {
    const start = template.lastIndexOf('$', index);
    const name = start < 0 ? undefined : member.exec(template.slice(start, index + 80))?.[1];
    if (name === undefined || name === 'get') return 'all';
    members.add(name);
  }
  return members;
}
