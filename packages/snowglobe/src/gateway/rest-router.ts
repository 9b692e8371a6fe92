import type { OperationModel, ServiceModel } from './models.ts';
import type { QueryValues } from './protocols/rest-bindings.ts';

/** The operation that a method, path and query name, and what the path says of its labels (still percent-encoded). */
export interface RouteMatch {
  readonly operation: OperationModel;
  readonly labels: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly operation: OperationModel;
  readonly method: string;
  /** Label names in the order of the path. */
  readonly labels: readonly string[];
  readonly fixedQuery: readonly (readonly [string, string | undefined])[];
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

interface PathNode {
  readonly literals: Map<string, PathNode>;
  label?: PathNode;
  /** A label that takes the rest of the path. */
  greedy?: PathNode;
  readonly candidates: Candidate[];
}

function emptyNode(): PathNode {
  return { literals: new Map(), candidates: [] };
}

/** Path segments; a single slash at the end does not count. */
function segmentsOf(path: string): string[] {
  const segments = path.split('/').slice(1);
  if (segments[segments.length - 1] === '') segments.pop();
  return segments;
}

function candidateOf(
  operation: OperationModel,
  method: string,
  labels: readonly string[],
  query: string | undefined,
): Candidate {
  const required = (operation.input?.members ?? []).filter((member) => member.required);
  const fixedQuery = (query ?? '')
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('x-id='))
    .map((pair) => pair.split('=') as [string, string?])
    .map(([name, value]) => [name, value] as const);
  return {
    operation,
    method,
    labels,
    fixedQuery,
    requiredQuery: required.flatMap(({ traits }) => (traits.query === undefined ? [] : [traits.query])),
    requiredHeaders: required.flatMap(({ traits }) =>
      traits.header === undefined ? [] : [traits.header.toLowerCase()],
    ),
  };
}

function constraintCount(candidate: Candidate): number {
  // What stands in the URI itself decides before members that are required.
  return candidate.fixedQuery.length * 100 + candidate.requiredQuery.length + candidate.requiredHeaders.length;
}

/** Finds operations by their HTTP bindings: a trie over path segments, the most specific candidate at its end. */
export class RestRouter {
  private readonly root = emptyNode();

  constructor(model: ServiceModel) {
    for (const name of model.operationNames) this.add(model.operation(name) as OperationModel);
  }

  private add(operation: OperationModel): void {
    if (operation.http === undefined) return;
    const [path = '', query] = operation.http.uri.split('?');
    const labels: string[] = [];
    let node = this.root;
    for (const segment of segmentsOf(path)) {
      const label = /^\{(.+?)(\+?)\}$/.exec(segment);
      if (label === null) {
        const next = node.literals.get(segment) ?? emptyNode();
        node.literals.set(segment, next);
        node = next;
      } else {
        labels.push(label[1] as string);
        if (label[2] === '+') node = node.greedy ??= emptyNode();
        else node = node.label ??= emptyNode();
      }
    }
    node.candidates.push(candidateOf(operation, operation.http.method, labels, query));
    node.candidates.sort((a, b) => constraintCount(b) - constraintCount(a));
  }

  match(
    method: string,
    path: string,
    query: QueryValues,
    headers: Readonly<Record<string, string>>,
  ): RouteMatch | undefined {
    const segments = path.split('/').slice(1);
    return walk(this.root, segments, 0, [], (candidates, values) => choose(candidates, values, method, query, headers));
  }
}

type Choose = (candidates: readonly Candidate[], values: readonly string[]) => RouteMatch | undefined;

/** Depth first: a literal before a label before the rest of the path, going back when nothing fits below. */
function walk(
  node: PathNode,
  segments: readonly string[],
  at: number,
  values: readonly string[],
  choose: Choose,
): RouteMatch | undefined {
  const rest = segments.length - at;
  if (rest === 0 || (rest === 1 && segments[at] === '')) {
    const found = choose(node.candidates, values);
    if (found !== undefined || rest === 0) return found;
  }
  const segment = segments[at] as string;
  const literal = node.literals.get(segment);
  const byLiteral = literal && walk(literal, segments, at + 1, values, choose);
  if (byLiteral !== undefined) return byLiteral;
  if (segment === '' && rest === 1) return undefined;
  const byLabel = node.label && walk(node.label, segments, at + 1, [...values, segment], choose);
  if (byLabel !== undefined) return byLabel;
  return node.greedy && choose(node.greedy.candidates, [...values, segments.slice(at).join('/')]);
}

function choose(
  candidates: readonly Candidate[],
  values: readonly string[],
  method: string,
  query: QueryValues,
  headers: Readonly<Record<string, string>>,
): RouteMatch | undefined {
  const forMethod = candidates.filter((candidate) => candidate.method === method);
  if (forMethod.length === 0) return undefined;
  const named = query.get('x-id')?.[0];
  const fits = forMethod.filter((candidate) =>
    candidate.fixedQuery.every(([name, value]) => {
      const given = query.get(name);
      return given !== undefined && (value === undefined || given.includes(value));
    }),
  );
  const chosen =
    fits.find((candidate) => candidate.operation.name === named) ??
    fits.find(
      (candidate) =>
        candidate.requiredQuery.every((name) => query.has(name)) &&
        candidate.requiredHeaders.every((name) => headers[name] !== undefined),
    ) ??
    // Without a required parameter the operation is still meant, unless it is one of many (S3): its validation will say so.
    (fits.length === 1 && forMethod.length === 1 ? fits[0] : undefined);
  if (chosen === undefined) return undefined;
  return {
    operation: chosen.operation,
    labels: Object.fromEntries(chosen.labels.map((label, at) => [label, values[at] as string])),
  };
}
