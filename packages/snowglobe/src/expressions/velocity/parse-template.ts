import { parseExpression, parseOperand, parseReference, skipSpace } from './parse-expression.ts';
import { type Grammar, Source } from './source.ts';
import type { Expression, Node } from './syntax-tree.ts';

/** What ended a block. */
type Ending = 'end' | 'else' | 'elseif' | 'nothing';

interface Block {
  readonly body: readonly Node[];
  readonly ending: Ending;
  /** Where the body ends. */
  readonly until: number;
}

/** Reads a template from its text. Throws VelocitySyntaxError. */
export function parseTemplate(text: string, knowsReturn: boolean): readonly Node[] {
  const grammar: Grammar = { knowsReturn, parse: parseWhole };
  return parseWhole(new Source(text, grammar));
}

function parseWhole(source: Source): readonly Node[] {
  const { body, ending } = parseBlock(source);
  if (ending !== 'nothing') source.fail(`#${ending} without its beginning, before`);
  return body;
}

/** Statements up to what ends them. */
function parseBlock(source: Source): Block {
  const body: Node[] = [];
  while (!source.done) {
    const { at } = source;
    const ending = takeEnding(source);
    if (ending) return { body, ending, until: at };
    const node = parseStatement(source);
    if (node) body.push(node);
  }
  return { body, ending: 'nothing', until: source.at };
}

/** `#end` and `#else` take the rest of their line with them when it is blank. */
function takeEnding(source: Source): Ending | undefined {
  const blankLine = /#(?:(end|else)(?![A-Za-z0-9_@])|\{(end|else)\})(?:[ \t]*(?:\r\n|\n|\r))?/y;
  const found = source.take(blankLine) ?? source.take(/#(?:(elseif)(?![A-Za-z0-9_@])|\{(elseif)\})/y);
  return (found?.[1] ?? found?.[2]) as Ending | undefined;
}

/** A body up to its `#end`. */
function parseBody(source: Source, name: string): readonly Node[] {
  const { body, ending } = source.nested(() => parseBlock(source));
  if (ending !== 'end') source.fail(`Expected #end of #${name}`);
  return body;
}

/** Nothing for a comment. */
function parseStatement(source: Source): Node | undefined {
  // Blanks before #set go with it where they are not part of a text.
  if (source.take(/[ \t]*#(?:set|\{set\}) *\(/y)) return parseSet(source);
  const { next } = source;
  if (next === '\\') return parseEscape(source);
  if (next === '$') return parsePrint(source, 0);
  if (next === '#') return parseHash(source);
  return textOf(source.take(/[^$#\\]+/y)?.[0] ?? '');
}

function textOf(text: string): Node {
  return { kind: 'text', text };
}

/** Backslashes have a meaning before a reference or a directive only. */
function parseEscape(source: Source): Node {
  const slashes = source.take(/\\+/y)?.[0] ?? '';
  if (source.next === '$') return parsePrint(source, slashes.length);
  const directive = /#(?:([A-Za-z_@][A-Za-z0-9_@]*)|\{([A-Za-z_][A-Za-z0-9_@]*)\})/y;
  const { at } = source;
  const found = source.take(directive);
  const name = found?.[1] ?? found?.[2] ?? '';
  if (!isDirective(source, name)) return textOf(slashes + (found?.[0] ?? ''));
  const shown = slashes.slice(0, slashes.length >> 1);
  if (slashes.length % 2 === 1) return textOf(shown + (found?.[0] ?? ''));
  source.at = at;
  return textOf(shown);
}

function parsePrint(source: Source, backslashes: number): Node {
  const reference = parseReference(source);
  if (reference) return { kind: 'print', reference, backslashes };
  source.at += 1;
  return textOf(`${'\\'.repeat(backslashes)}$`);
}

function parseHash(source: Source): Node | undefined {
  const textBlock = source.take(/#\[\[([\s\S]*?)\]\]#/y)?.[1];
  if (textBlock !== undefined) return textOf(textBlock);
  if (source.next === '#' && source.text.startsWith('#[[', source.at)) source.fail('Expected the end of #[[');
  if (source.take(/##[^\r\n]*(?:\r\n|\n|\r)?/y) ?? source.take(/#\*[\s\S]*?\*#/y)) return undefined;
  if (source.text.startsWith('#*', source.at)) source.fail('Expected the end of #*');
  const beganAt = source.at;
  const found = source.take(/#(?:([A-Za-z_@][A-Za-z0-9_@]*)|\{([A-Za-z_][A-Za-z0-9_@]*)\})/y);
  const name = found?.[1] ?? found?.[2];
  if (name !== undefined) return parseDirective(source, name, beganAt);
  source.at += 1;
  return textOf('#');
}

type DirectiveParser = (source: Source) => Node;

const directives: Readonly<Record<string, DirectiveParser>> = {
  if: parseIf,
  foreach: parseForeach,
  define: parseDefine,
  macro: parseMacro,
  evaluate: parseEvaluate,
  literal: parseLiteral,
  include: refused('include'),
  parse: refused('parse'),
};

/** Directives without arguments. */
const bare: Readonly<Record<string, 'break' | 'stop'>> = { break: 'break', stop: 'stop' };

/** Files that a template names do not exist here. */
function refused(name: string): DirectiveParser {
  return (source) => source.fail(`#${name} is not supported`);
}

function isDirective(source: Source, name: string): boolean {
  const known = ['set', 'else', 'elseif', 'end', ...(source.grammar.knowsReturn ? ['return'] : [])];
  if (known.includes(name) || source.macroNames.has(name)) return true;
  return Object.hasOwn(directives, name) || Object.hasOwn(bare, name);
}

function parseDirective(source: Source, name: string, beganAt: number): Node {
  const word = Object.hasOwn(bare, name) ? bare[name] : undefined;
  if (word) return { kind: word };
  if (name === 'return' && source.grammar.knowsReturn) return parseReturn(source);
  const parser = Object.hasOwn(directives, name) ? directives[name] : undefined;
  if (!parser) return parseMacroCall(source, name, beganAt);
  // Without arguments `#foreach` is a text, `#if` a mistake.
  if (name !== 'if' && !/\s*\(/y.test(source.text.slice(source.at))) return textOf(`#${name}`);
  return parser(source);
}

function open(source: Source): void {
  skipSpace(source);
  source.expect('(');
}

/** The closing parenthesis of a directive takes the rest of its line with it when it is blank. */
function close(source: Source): void {
  skipSpace(source);
  if (!source.take(/\)(?:[ \t]*(?:\r\n|\n|\r))?/y)) source.fail('Expected ")"');
}

function parseSet(source: Source): Node {
  skipSpace(source);
  const target = parseReference(source);
  if (!target) source.fail('Expected a reference');
  skipSpace(source);
  source.expect('=');
  const value = parseExpression(source);
  close(source);
  return { kind: 'set', target, value };
}

function parseIf(source: Source): Node {
  const branches: { readonly test: Expression; readonly body: readonly Node[] }[] = [];
  for (;;) {
    open(source);
    const test = parseExpression(source);
    close(source);
    const { body, ending } = source.nested(() => parseBlock(source));
    branches.push({ test, body });
    if (ending === 'elseif') continue;
    if (ending === 'nothing') source.fail('Expected #end of #if');
    return { kind: 'if', branches, otherwise: ending === 'else' ? parseBody(source, 'else') : [] };
  }
}

function parseForeach(source: Source): Node {
  open(source);
  const name = parseVariable(source);
  skipSpace(source);
  if (!source.take(/in(?![A-Za-z0-9_@])/y)) source.fail('Expected "in"');
  const over = parseOperand(source);
  close(source);
  return { kind: 'foreach', name, over, body: parseBody(source, 'foreach') };
}

/** `$item`, as a directive names what it sets. */
function parseVariable(source: Source): string {
  skipSpace(source);
  const reference = parseReference(source);
  if (!reference) source.fail('Expected a reference');
  return reference.name;
}

function parseDefine(source: Source): Node {
  open(source);
  const name = parseVariable(source);
  close(source);
  return { kind: 'define', name, body: parseBody(source, 'define') };
}

/** `#literal() $text #end`: as it stands. */
function parseLiteral(source: Source): Node {
  open(source);
  close(source);
  const beganAt = source.at;
  const { ending, until } = source.nested(() => parseBlock(source));
  if (ending !== 'end') source.fail('Expected #end of #literal');
  return textOf(source.text.slice(beganAt, until));
}

function parseEvaluate(source: Source): Node {
  open(source);
  const text = parseOperand(source);
  close(source);
  return { kind: 'evaluate', text };
}

function parseReturn(source: Source): Node {
  const { at } = source;
  skipSpace(source);
  if (source.next !== '(') {
    source.at = at;
    return { kind: 'return', value: undefined };
  }
  open(source);
  skipSpace(source);
  const value = source.sees(')') ? undefined : parseExpression(source);
  close(source);
  return { kind: 'return', value };
}

function parseMacro(source: Source): Node {
  open(source);
  skipSpace(source);
  const name = source.take(/[A-Za-z_][A-Za-z0-9_]*/y)?.[0];
  if (name === undefined) source.fail('Expected the name of a macro');
  const parameters: string[] = [];
  for (skipSeparator(source); source.next !== ')' && !source.done; skipSeparator(source)) {
    parameters.push(parseVariable(source));
  }
  close(source);
  source.macroNames.add(name);
  return { kind: 'macro', macro: { name, parameters, body: parseBody(source, 'macro') } };
}

function skipSeparator(source: Source): void {
  source.take(/\s*,?\s*/y);
}

/** `#name($a $b)`, `#@name($a) body #end`, or a text that begins with `#`. */
function parseMacroCall(source: Source, word: string, beganAt: number): Node {
  const afterName = source.at;
  const args = source.attempt(() => parseArguments(source));
  if (!args) source.at = afterName;
  const literal = source.text.slice(beganAt, source.at);
  if (!word.startsWith('@')) return { kind: 'call', name: word, args: args ?? [], body: undefined, literal };
  if (!args) return textOf(literal);
  return { kind: 'call', name: word.slice(1), args, body: parseBody(source, word), literal };
}

function parseArguments(source: Source): readonly Expression[] {
  open(source);
  const args: Expression[] = [];
  for (skipSeparator(source); source.next !== ')'; skipSeparator(source)) args.push(parseOperand(source));
  close(source);
  return args;
}
