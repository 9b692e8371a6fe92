import { perShape, scalars } from '../per-shape.ts';
import type { Member, Shape } from '../shapes.ts';
import { textReader } from './text-values.ts';
import { malformedXml } from './wire-errors.ts';
import type { XmlElement } from './xml-parser.ts';

/** Turns an element into the shape's value. Throws MalformedXML. */
export type XmlReader = (element: XmlElement) => unknown;

/** The reader of a shape, built once. */
export const xmlReader = perShape<unknown, XmlElement>({
  structure: (shape) => structureReader(shape.members),
  union: (shape) => structureReader(shape.members),
  list: (shape) => listReader(shape.member as Member),
  map: mapReader,
  ...scalars(scalarReader),
});

function listReader(member: Member): XmlReader {
  const read = xmlReader(member.shape);
  return (element) => element.children.map((child) => read(child));
}

function mapReader(shape: Shape): XmlReader {
  const read = entryReader(shape);
  return (element) => Object.fromEntries(element.children.map((child) => read(child)));
}

function scalarReader(shape: Shape): XmlReader {
  const read = textReader(shape);
  return (element) => {
    if (element.children.length > 0) throw malformedXml();
    try {
      return read(element.text);
    } catch {
      throw malformedXml();
    }
  };
}

function entryReader(shape: Shape): (element: XmlElement) => [string, unknown] {
  const key = shape.key as Member;
  const value = shape.value as Member;
  const keyName = key.traits.xmlName ?? 'key';
  const valueName = value.traits.xmlName ?? 'value';
  const readValue = xmlReader(value.shape);
  return (element) => {
    const keyElement = element.children.find((child) => child.name === keyName);
    const valueElement = element.children.find((child) => child.name === valueName);
    if (keyElement === undefined || valueElement === undefined) throw malformedXml();
    return [keyElement.text, readValue(valueElement)];
  };
}

type Assign = (structure: Record<string, unknown>, element: XmlElement) => void;

function assigner(member: Member): Assign {
  const { name, shape } = member;
  if (!member.traits.flattened) {
    const read = xmlReader(shape);
    return (structure, element) => {
      structure[name] = read(element);
    };
  }
  if (shape.type === 'map') {
    const read = entryReader(shape);
    return (structure, element) => {
      const [key, value] = read(element);
      structure[name] = { ...(structure[name] as object | undefined), [key]: value };
    };
  }
  const read = xmlReader((shape.member as Member).shape);
  return (structure, element) => {
    const list = (structure[name] ?? []) as unknown[];
    list.push(read(element));
    structure[name] = list;
  };
}

/** The reader of a structure with these members only. */
export function structureReader(members: readonly Member[]): XmlReader {
  const elements = new Map<string, Assign>();
  const attributes: { readonly wire: string; readonly name: string }[] = [];
  for (const member of members) {
    const wire = member.traits.xmlName ?? member.name;
    if (member.traits.attribute) attributes.push({ wire, name: member.name });
    else elements.set(wire, assigner(member));
  }
  return (element) => {
    if (element.children.length === 0 && element.text.trim() !== '') throw malformedXml();
    const structure: Record<string, unknown> = {};
    for (const { wire, name } of attributes) {
      const value = element.attributes[wire];
      if (value !== undefined) structure[name] = value;
    }
    for (const child of element.children) elements.get(child.name)?.(structure, child);
    return structure;
  };
}
