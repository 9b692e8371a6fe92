import { groupedBy } from './grouped-by.ts';

/** Resources that have a name of their own every time, and what stands for all of them. */
const alwaysNew: readonly (readonly [RegExp, string])[] = [
  [/^(arn:aws:logs:[^:]*:\d*:log-group:[^:]+):.*$/, '$1:*'],
  [/^(arn:aws:dynamodb:[^:]*:\d*:table\/[^/]+\/stream)\/.*$/, '$1/*'],
  [/^(arn:aws:kinesis:[^:]*:\d*:stream\/[^/]+\/consumer\/[^:]+):\d+$/, '$1:*'],
  [/^(arn:aws:lambda:[^:]*:\d*:function:[^:]+):\d+$/, '$1:*'],
  [/^(arn:aws:states:[^:]*:\d*:(?:express|execution):[^:]+):.*$/, '$1:*'],
  [/^(arn:aws:scheduler:[^:]*:\d*:schedule\/[^/]+)\/.*\d.*$/, '$1/*'],
];

/** Resources whose names are paths: what stands before the path. */
const paths: readonly RegExp[] = [
  /^(arn:aws:s3:::[^/]+\/)(.+)$/,
  /^(arn:aws:execute-api:[^:]*:\d*:[^/]+\/[^/]+\/[^/]+\/)(.+)$/,
];

/** More than this many of one kind are named together. */
const maximumNamed = 10;

/**
 * The resources that a policy should name so that a next run may do what this one did: names that are new each time give way to
 * wildcards, objects to their folder, and long lists to what they have in common.
 */
export function generaliseResources(resources: Iterable<string>): readonly string[] {
  const plain = new Set<string>();
  const below = new Map<string, Set<string>>();
  for (const resource of resources) {
    const [, head, path] = paths.map((form) => form.exec(resource)).find((found) => found !== null) ?? [];
    if (head === undefined || path === undefined) plain.add(withoutNewNames(resource));
    else below.set(head, (below.get(head) ?? new Set()).add(path));
  }
  const folders = [...below].map(([head, seen]) => `${head}${commonPath([...seen])}`);
  return [...joined(plain), ...folders].sort();
}

function withoutNewNames(resource: string): string {
  const [form, general] = alwaysNew.find(([each]) => each.test(resource)) ?? [];
  return form && general !== undefined ? resource.replace(form, general) : resource;
}

/** One path as it is, when nothing in it looks counted; else the folders that all share, and a star. */
function commonPath(seen: readonly string[]): string {
  const [first = '', ...others] = seen;
  if (others.length === 0 && !first.split('/').some(looksNew)) return first;
  const all = seen.map((path) => path.split('/').slice(0, -1));
  const [folders = []] = all;
  const shared = folders.findIndex((folder, at) => looksNew(folder) || all.some((other) => other[at] !== folder));
  return [...folders.slice(0, shared < 0 ? folders.length : shared), '*'].join('/');
}

/** Ids, dates, counters and partitions (`year=2026`). */
function looksNew(segment: string): boolean {
  return /[\d=*]/.test(segment);
}

function joined(resources: ReadonlySet<string>): readonly string[] {
  const byParent = groupedBy(resources, parentOf);
  return [...byParent].flatMap(([parent, members]) =>
    members.length > maximumNamed && parent !== '' ? [`${parent}*`] : members,
  );
}

function parentOf(resource: string): string {
  return resource.slice(0, 1 + Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')));
}
