import type { Member, Shape } from '../shapes.ts';
import { textReader } from './text-values.ts';
import { malformedXml } from './wire-errors.ts';
import type { XmlElement } from './xml-parser.ts';

/** Turns an element into the shape's value. Throws MalformedXML. */
export type XmlReader = (element: XmlElement) => unknown;

const readers = new WeakMap<Shape, XmlReader>();

/** The reader of a shape, built once. */
export function xmlReader(shape: Shape): XmlReader {
  const known = readers.get(shape);
  if (known !== undefined) return known;
  let built: XmlReader | undefined;
  readers.set(shape, (element) => (built as XmlReader)(element));
  built = build(shape);
  readers.set(shape, built);
  return built;
}

function build(shape: Shape): XmlReader {
  switch (shape.type) {
    case 'structure':
    case 'union':
      return structureReader(shape.members);
    case 'list':
      return (element) => element.children.map(itemReader(shape.member as Member));
    case 'map':
      return (element) => Object.fromEntries(element.children.map(entryReader(shape)));
    default:
      return scalarReader(shape);
  }
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

function itemReader(member: Member): XmlReader {
  return xmlReader(member.shape);
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
  const read = itemReader(shape.member as Member);
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
