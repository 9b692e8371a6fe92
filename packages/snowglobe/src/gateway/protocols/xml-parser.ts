import { malformedXml } from './wire-errors.ts';

/** An element; names without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, entities resolved. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const maximumDepth = 200;

function decodeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw malformedXml();
    if (Object.hasOwn(entities, name)) return entities[name] as string;
    const code = /^#(\d{1,7})$/.exec(name)?.[1];
    const hexCode = /^#[xX]([0-9a-fA-F]{1,6})$/.exec(name)?.[1];
    const point = code !== undefined ? Number(code) : hexCode !== undefined ? Number.parseInt(hexCode, 16) : -1;
    if (point < 0 || point > 0x10ffff) throw malformedXml();
    return String.fromCodePoint(point);
  });
}

function localName(tag: string): string {
  const colon = tag.indexOf(':');
  return colon < 0 ? tag : tag.slice(colon + 1);
}

const tagPattern = /^([^\s/>=<"']+)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)$/;
const attributePattern = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The end of the tag that starts at `from`: the next `>` outside quotes. */
function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const character = source[at] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  throw malformedXml();
}

function openElement(content: string): { element: OpenElement; closed: boolean } {
  const match = tagPattern.exec(content);
  if (match === null) throw malformedXml();
  const [, tag = '', attributeText = '', slash] = match;
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of attributeText.matchAll(attributePattern)) {
    // `xsi:type` keeps its prefix, because the models name it so.
    attributes[name] = decodeText(double ?? single ?? '');
  }
  return { element: { tag, name: localName(tag), attributes, children: [], text: '' }, closed: slash === '/' };
}

/** Skips a comment, CDATA section or declaration; gives the CDATA's text. */
function special(source: string, at: number): { readonly next: number; readonly text: string } | undefined {
  for (const [start, end, keeps] of [
    ['<!--', '-->', false],
    ['<![CDATA[', ']]>', true],
    ['<?', '?>', false],
  ] as const) {
    if (!source.startsWith(start, at)) continue;
    const until = source.indexOf(end, at + start.length);
    if (until < 0) throw malformedXml();
    return { next: until + end.length, text: keeps ? source.slice(at + start.length, until) : '' };
  }
  // Document type declarations are refused: no AWS service takes them, and entities of their own are an attack.
  if (source.startsWith('<!', at)) throw malformedXml();
  return undefined;
}

/** Parses a document into its root element. Throws MalformedXML. */
export function parseXml(source: string): XmlElement {
  const root: OpenElement = { tag: '', name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < source.length) {
    const current = open[open.length - 1] as OpenElement;
    const next = source.indexOf('<', at);
    if (next < 0) {
      current.text += decodeText(source.slice(at));
      break;
    }
    current.text += decodeText(source.slice(at, next));
    at = step(source, next, open);
  }
  const [only, ...more] = root.children;
  if (open.length !== 1 || only === undefined || more.length > 0 || root.text.trim() !== '') throw malformedXml();
  return only;
}

/** Consumes the tag at `<` and gives the position after it. */
function step(source: string, at: number, open: OpenElement[]): number {
  const current = open[open.length - 1] as OpenElement;
  const skipped = special(source, at);
  if (skipped !== undefined) {
    current.text += skipped.text;
    return skipped.next;
  }
  const end = tagEnd(source, at + 1);
  const content = source.slice(at + 1, end);
  if (content.startsWith('/')) {
    if (open.length === 1 || current.tag !== content.slice(1).trim()) throw malformedXml();
    open.pop();
    return end + 1;
  }
  const { element, closed } = openElement(content);
  current.children.push(element);
  if (!closed) open.push(element);
  if (open.length > maximumDepth) throw malformedXml();
  return end + 1;
}
