import { type Item, setMember, type Value } from '../attribute-value.ts';
import { type ExpressionKind, expressionError, type Findings } from './findings.ts';
import { own, type Path, pathClash, printPath } from './path.ts';
import { type Names, Reader } from './reader.ts';

/** Which parts of an item to give: `whole` ends a path. */
export interface ProjectionNode {
  whole: boolean;
  readonly members: Map<string, ProjectionNode>;
  readonly elements: Map<number, ProjectionNode>;
}

export interface Projection {
  readonly paths: readonly Path[];
  readonly root: ProjectionNode;
  readonly usedNames: ReadonlySet<string>;
}

/** Parses a projection expression. Throws AWS's ValidationException. */
export function parseProjection(text: string, names: Names): Projection {
  const kind: ExpressionKind = 'ProjectionExpression';
  if (text.trim() === '') throw expressionError(kind, 'The expression can not be empty;');
  const reader = new Reader(kind, text, names);
  const paths = [reader.path()];
  while (reader.takeSymbol(',')) paths.push(reader.path());
  reader.expectEnd();
  for (const name of reader.undefinedNames) {
    reader.findings.add(
      'undefinedName',
      `An expression attribute name used in the document path is not defined; attribute name: ${name}`,
    );
  }
  findClashes(paths, reader.findings);
  reader.findings.raise();
  return { paths, root: projectionTree(paths), usedNames: reader.usedNames };
}

/** Notes paths that overlap or need one place to be both list and map. */
export function findClashes(paths: readonly Path[], findings: Findings): void {
  for (const wanted of ['overlap', 'conflict'] as const) {
    for (let second = 1; second < paths.length; second++) {
      for (let first = 0; first < second; first++) {
        const [one, two] = [paths[first] as Path, paths[second] as Path];
        if (pathClash(one, two) !== wanted) continue;
        findings.add(
          wanted,
          `Two document paths ${wanted} with each other; must remove or rewrite one of these paths; ` +
            `path one: ${printPath(one)}, path two: ${printPath(two)}`,
        );
      }
    }
  }
}

export function projectionTree(paths: readonly Path[]): ProjectionNode {
  const root = emptyNode();
  for (const path of paths) {
    let node = root;
    for (const step of path) node = childOf(node, step);
    node.whole = true;
  }
  return root;
}

/** The parts of an item that the tree names; lists keep the named elements in order. */
export function projectItem(item: Item, node: ProjectionNode): Item {
  const result: Record<string, Value> = {};
  for (const [name, child] of node.members) {
    const value = own(item, name);
    const part = value && projectValue(value, child);
    if (part) setMember(result, name, part);
  }
  return result;
}

function projectValue(value: Value, node: ProjectionNode): Value | undefined {
  if (node.whole) return value;
  if (value.M && node.members.size > 0) {
    const members = projectItem(value.M, node);
    return Object.keys(members).length > 0 ? { M: members } : undefined;
  }
  if (value.L && node.elements.size > 0) {
    const indexes = [...node.elements.keys()].sort((a, b) => a - b);
    const parts = indexes.flatMap((index) => {
      const element = value.L?.[index];
      return (element && projectValue(element, node.elements.get(index) as ProjectionNode)) ?? [];
    });
    return parts.length > 0 ? { L: parts } : undefined;
  }
  return undefined;
}

function emptyNode(): ProjectionNode {
  return { whole: false, members: new Map(), elements: new Map() };
}

function childOf(node: ProjectionNode, step: string | number): ProjectionNode {
  const children: Map<string | number, ProjectionNode> =
    typeof step === 'number'
      ? (node.elements as Map<string | number, ProjectionNode>)
      : (node.members as Map<string | number, ProjectionNode>);
  let child = children.get(step);
  if (!child) children.set(step, (child = emptyNode()));
  return child;
}
