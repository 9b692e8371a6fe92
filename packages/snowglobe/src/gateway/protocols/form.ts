import { perShape, scalars } from '../per-shape.ts';
import type { Member, Shape } from '../shapes.ts';
import { textReader } from './text-values.ts';
import { malformedInput } from './wire-errors.ts';

/** A form's fields as a tree: `Tags.member.1.Key=a` is Tags > member > 1 > Key. */
export interface FormNode {
  value?: string;
  children?: Map<string, FormNode>;
}

const maximumDepth = 64;

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text);
  } catch {
    throw malformedInput('The request body is not a URL-encoded form');
  }
}

/** Parses `application/x-www-form-urlencoded` text. Throws MalformedInput. */
export function parseForm(text: string): FormNode {
  const root: FormNode = {};
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const path = decodePart(equals < 0 ? pair : pair.slice(0, equals)).split('.');
    if (path.length > maximumDepth) throw malformedInput('A parameter is nested too deeply');
    let node = root;
    for (const name of path) {
      node.children ??= new Map();
      let child = node.children.get(name);
      if (child === undefined) {
        child = {};
        node.children.set(name, child);
      }
      node = child;
    }
    node.value = equals < 0 ? '' : decodePart(pair.slice(equals + 1));
  }
  return root;
}

export type FormReader = (node: FormNode) => unknown;

/** How a shape is read from a form, built once. */
export const formReader = perShape<unknown, FormNode>({
  structure: structureReader,
  union: structureReader,
  list: (shape) => listReader(shape.member as Member),
  map: mapReader,
  ...scalars(scalarReader),
});

function scalarReader(shape: Shape): FormReader {
  const read = textReader(shape);
  return (node) => {
    if (node.value === undefined) throw malformedInput('Unexpected complex element termination');
    return read(node.value);
  };
}

function structureReader(shape: Shape): FormReader {
  const table = new Map<string, { readonly name: string; readonly read: FormReader }>();
  for (const member of shape.members) {
    const wireName = member.traits.xmlName ?? member.name;
    // SQS has two members named `AttributeName` on the wire; the older one is meant.
    if (!table.has(wireName)) table.set(wireName, { name: member.name, read: formReader(member.shape) });
  }
  for (const member of shape.members) {
    for (const alias of aliases(member)) {
      if (!table.has(alias)) table.set(alias, { name: member.name, read: formReader(member.shape) });
    }
  }
  return (node) => {
    const structure: Record<string, unknown> = {};
    for (const [wireName, child] of node.children ?? []) {
      const entry = table.get(wireName);
      if (entry !== undefined) structure[entry.name] = entry.read(child);
    }
    return structure;
  };
}

/** Other names under which clients send a member: botocore once wrote flattened lists by the name of their items. */
function aliases(member: Member): readonly string[] {
  const item = member.traits.flattened ? member.shape.member?.traits.xmlName : undefined;
  return item === undefined ? [member.name] : [member.name, item];
}

/** The numbered children in order, whether the list is flattened or its items stand below `member` (or another name). */
function items(node: FormNode): readonly FormNode[] {
  let children = node.children;
  if (children === undefined) return [];
  const [firstName, first] = children.entries().next().value ?? [];
  if (children.size === 1 && firstName !== undefined && !/^\d+$/.test(firstName)) children = first?.children;
  if (children === undefined) return [];
  return [...children]
    .map(([name, child]) => {
      if (!/^\d+$/.test(name)) throw malformedInput(`Key ${name} is not the number of a list item`);
      return { at: Number(name), child };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ child }) => child);
}

function listReader(member: Member): FormReader {
  const read = formReader(member.shape);
  return (node) => items(node).map((item) => read(item));
}

function mapReader(shape: Shape): FormReader {
  const keyName = shape.key?.traits.xmlName ?? 'key';
  const value = shape.value as Member;
  const valueName = value.traits.xmlName ?? 'value';
  const readValue = formReader(value.shape);
  return (node) =>
    Object.fromEntries(
      items(node).map((item) => {
        const key = item.children?.get(keyName)?.value;
        const part = item.children?.get(valueName);
        if (key === undefined || part === undefined) throw malformedInput('A map entry lacks its key or its value');
        return [key, readValue(part)];
      }),
    );
}
