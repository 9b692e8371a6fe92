import { perShape, scalars } from '../per-shape.ts';
import type { Member, Shape } from '../shapes.ts';
import { textWriter } from './text-values.ts';

/** Writes the content of an element that holds a value of a shape. */
export type XmlWriter = (value: unknown) => string;
/** Writes a member as one or more elements (or nothing). */
type MemberWriter = (value: unknown) => string;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** All control characters but tab and line feed, and the two line ends that XML parsers normalise. */
const controls = [...Array(0x20).keys()].filter((code) => code !== 0x09 && code !== 0x0a).concat(0x85, 0x2028);
const special = new RegExp(
  `[&<>"'${controls.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}]`,
  'g',
);

/** Text as it stands in XML. Control characters become numeric entities, as S3 writes them. */
export function escapeXml(text: string): string {
  if (text.search(special) < 0) return text;
  return text.replaceAll(
    special,
    (character) => escapes[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

/** The writer of a shape's content, built once. */
export const xmlWriter = perShape<string, unknown>({
  structure: (shape) => structureWriter(shape.members),
  union: (shape) => structureWriter(shape.members),
  list: (shape) => listWriter(shape.member as Member, (shape.member as Member).traits.xmlName ?? 'member'),
  map: (shape) => mapWriter(shape, 'entry'),
  ...scalars(scalarWriter),
});

function scalarWriter(shape: Shape): XmlWriter {
  const write = textWriter(shape);
  return (value) => escapeXml(write(value));
}

function listWriter(member: Member, name: string): XmlWriter {
  const write = element(name, member.shape);
  return (value) => {
    let text = '';
    for (const part of value as readonly unknown[]) text += part === null || part === undefined ? '' : write(part);
    return text;
  };
}

function mapWriter(shape: Shape, name: string): XmlWriter {
  const key = shape.key as Member;
  const value = shape.value as Member;
  const keyName = key.traits.xmlName ?? 'key';
  const writeValue = element(value.traits.xmlName ?? 'value', value.shape);
  return (map) => {
    let text = '';
    for (const [entryKey, part] of Object.entries(map as object)) {
      if (part === undefined || part === null) continue;
      text += `<${name}><${keyName}>${escapeXml(entryKey)}</${keyName}>${writeValue(part)}</${name}>`;
    }
    return text;
  };
}

/** Writes `<name>content</name>`, with the attributes of a structure's attribute members. */
function element(name: string, shape: Shape, namespace?: readonly string[]): MemberWriter {
  const write = xmlWriter(shape);
  const attributes = shape.members
    .filter((member) => member.traits.attribute)
    .map((member) => ({ member, write: textWriter(member.shape) }));
  const declared = namespace === undefined ? '' : namespaceAttribute(namespace);
  if (attributes.length === 0) return (value) => `<${name}${declared}>${write(value)}</${name}>`;
  return (value) => {
    let opening = `<${name}${declared}`;
    for (const { member, write: writeAttribute } of attributes) {
      const part = (value as Record<string, unknown>)[member.name];
      if (part !== undefined)
        opening += ` ${member.traits.xmlName ?? member.name}="${escapeXml(writeAttribute(part))}"`;
    }
    return `${opening}>${write(value)}</${name}>`;
  };
}

function namespaceAttribute(namespace: readonly string[]): string {
  const [first = '', uri] = namespace;
  return uri === undefined ? ` xmlns="${escapeXml(first)}"` : ` xmlns:${first}="${escapeXml(uri)}"`;
}

/** How one member of a structure is written. */
export function memberWriter(member: Member): MemberWriter {
  const { shape, traits } = member;
  const name = traits.xmlName ?? member.name;
  if (traits.flattened && shape.type === 'list') return listWriter(shape.member as Member, name);
  if (traits.flattened && shape.type === 'map') return mapWriter(shape, name);
  return element(name, shape, traits.xmlNamespace);
}

/** The writer of a structure's content with these members only. */
export function structureWriter(members: readonly Member[]): XmlWriter {
  const table = members
    .filter((member) => !member.traits.attribute)
    .map((member) => ({ name: member.name, write: memberWriter(member) }));
  return (value) => {
    let text = '';
    for (const { name, write } of table) {
      const part = (value as Record<string, unknown>)[name];
      if (part !== undefined && part !== null) text += write(part);
    }
    return text;
  };
}
