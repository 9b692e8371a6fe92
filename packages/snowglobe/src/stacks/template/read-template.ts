import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { validationError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { shortFormTags } from './short-tags.ts';

const load = createRequire(import.meta.url);
let loaded: typeof Yaml | undefined;

/** Loaded when first needed: most templates are JSON, and it would be felt in every start. */
function yaml(): typeof Yaml {
  loaded ??= load('yaml') as typeof Yaml;
  return loaded;
}

/** Where a value stands in a template: names and indexes from its top. */
export type Path = readonly (string | number)[];

interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A template's text and what it says. */
export interface TemplateDocument {
  readonly text: string;
  readonly value: JsonObject;
  /** Where the value at the path, or the nearest value above it, begins. */
  positionOf(path: Path): Position | undefined;
}

/** Reads JSON or YAML (with CloudFormation's short forms). Throws AWS's ValidationError when it is neither. */
export function readTemplate(text: string): TemplateDocument {
  const value = /^\s*\{/.test(text) ? readJson(text) : readYaml(text);
  if (!isJsonObject(value)) throw validationError('Template format error: unsupported structure.');
  return { text, value, positionOf: positionFinder(text) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    const lines = text.slice(0, offset).split('\n');
    const column = (lines.at(-1)?.length ?? 0) + 1;
    throw validationError(`Template format error: JSON not well-formed. (line ${lines.length}, column ${column})`);
  }
}

function readYaml(text: string): unknown {
  const { document, lines } = parseYaml(text);
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw validationError(`Template format error: YAML not well-formed. (line ${line}, column ${col})`);
  }
  const [warning] = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  if (warning) {
    const { line, col } = lines.linePos(warning.pos[0]);
    throw validationError(`Template format error: ${warning.message.split('\n')[0]} (line ${line}, column ${col})`);
  }
  yaml().visit(document, {
    Alias: () => {
      throw validationError('Template error: YAML aliases are not allowed in CloudFormation templates');
    },
    Scalar: (_key, node) => keepDigits(node),
  });
  return document.toJS();
}

/** A number that does not print as it was written (`0123`, `1.10`) is an identifier: its text is kept. */
function keepDigits(node: Yaml.Scalar): void {
  const plain = node.type === 'PLAIN' && node.source !== undefined;
  if (plain && typeof node.value === 'number' && String(node.value) !== node.source) node.value = node.source;
}

function parseYaml(text: string): { readonly document: Yaml.Document.Parsed; readonly lines: Yaml.LineCounter } {
  const lines = new (yaml().LineCounter)();
  // YAML 1.2's core schema: dates such as 2012-10-17 stay text.
  const document = yaml().parseDocument(text, {
    schema: 'core',
    customTags: shortFormTags(yaml()),
    lineCounter: lines,
    prettyErrors: false,
  });
  return { document, lines };
}

/** Parses the text again, for its positions, only when an error has to be told. JSON is read as the YAML that it is. */
function positionFinder(text: string): (path: Path) => Position | undefined {
  let parsed: ReturnType<typeof parseYaml> | undefined;
  return (path) => {
    parsed ??= parseYaml(text);
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = parsed.document.getIn(path.slice(0, depth), true) as
        | { range?: readonly number[] | null }
        | undefined;
      const offset = node?.range?.[0];
      if (offset === undefined) continue;
      const { line, col } = parsed.lines.linePos(offset);
      return { line, column: col };
    }
    return undefined;
  };
}
