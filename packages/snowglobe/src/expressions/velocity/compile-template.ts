import { type CompileBody, compileExpression, compileReference, compileTest } from './compile-expression.ts';
import { setMember } from './members.ts';
import type { Evaluate, Macro, Render, Run, Signal } from './run.ts';
import type { Expression, MacroDefinition, Node, Reference } from './syntax-tree.ts';
import { textOf } from './value-text.ts';
import { DefinedBlock, HostObject, type Value } from './values.ts';

/** What is decided for a whole template. */
export interface Manner {
  /** What a reference without a value prints: nothing, or itself as it stands in the template. */
  readonly missing: 'empty' | 'literal';
  /** Reads the text of an `#evaluate`. */
  readonly parse: (text: string) => readonly Node[];
}

export interface Compiled {
  readonly render: Render;
  readonly macros: ReadonlyMap<string, Macro>;
}

/** Makes functions of a syntax tree. A macro is known in the whole template, before its definition too. */
export function compile(nodes: readonly Node[], manner: Manner): Compiled {
  const macros = new Map<string, Macro>();
  const compileBody: CompileBody = (body) => sequence(body.map((node) => compileNode(node)));
  const addMacro = ({ name, parameters, body }: MacroDefinition): void => {
    macros.set(name, { parameters, body: compileBody(body) });
  };
  const compileNode = (node: Node): Render => {
    if (node.kind === 'macro') addMacro(node.macro);
    return compilers[node.kind](node as never, compileBody, manner);
  };
  return { render: compileBody(nodes), macros };
}

function sequence(parts: readonly Render[]): Render {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return (run) => {
    for (const part of parts) {
      const signal = part(run);
      if (signal !== 'on') return signal;
    }
    return 'on';
  };
}

type Compiler<Kind> = (node: Extract<Node, { kind: Kind }>, compileBody: CompileBody, manner: Manner) => Render;

const compilers: { readonly [Kind in Node['kind']]: Compiler<Kind> } = {
  text: ({ text }) => writing(() => text),
  print: compilePrint,
  set: compileSet,
  if: compileIf,
  foreach: compileForeach,
  define: ({ name, body }, compileBody) => {
    const block = compileBody(body);
    return doing((run) => run.set(name, new DefinedBlock((reader) => reader.call(() => reader.capture(block)))));
  },
  evaluate: compileEvaluate,
  break: () => () => 'break',
  stop: () => () => 'stop',
  return: ({ value }, compileBody) => {
    const given: Evaluate = value ? compileExpression(value, compileBody) : () => null;
    return (run) => {
      run.returned = given(run);
      return 'return';
    };
  },
  macro: () => () => 'on',
  call: compileCall,
};

function writing(text: (run: Run) => string): Render {
  return (run) => {
    run.write(text(run));
    return 'on';
  };
}

function doing(work: (run: Run) => void): Render {
  return (run) => {
    run.spend();
    work(run);
    return 'on';
  };
}

/**
 * Of the backslashes before a reference with a value, two print one, and an odd one shows the reference as it stands. Without a
 * value, backslashes are a text like any other.
 */
function compilePrint(
  { reference, backslashes }: Extract<Node, { kind: 'print' }>,
  compileBody: CompileBody,
  manner: Manner,
): Render {
  const value = compileReference(reference, compileBody);
  const { literal, quiet } = reference;
  const half = '\\'.repeat(backslashes >> 1);
  if (backslashes % 2 === 1) {
    return writing((run) => (value(run) === null ? `${half}\\${literal}` : `${half}${literal}`));
  }
  const missing = '\\'.repeat(backslashes) + (quiet || manner.missing === 'empty' ? '' : literal);
  return writing((run) => {
    const text = textOf(value(run), run);
    return text === null ? missing : half + text;
  });
}

/** Velocity 1.7 leaves a variable as it was where the value is null. */
function compileSet({ target, value }: Extract<Node, { kind: 'set' }>, compileBody: CompileBody): Render {
  const given = compileExpression(value, compileBody);
  const assign = compileAssignment(target, compileBody);
  return doing((run) => {
    const result = given(run);
    if (result !== null) assign(run, result);
  });
}

function compileAssignment(target: Reference, compileBody: CompileBody): (run: Run, value: Value) => void {
  const last = target.steps.at(-1);
  if (!last) return (run, value) => run.set(target.name, value);
  const owner = compileReference({ ...target, steps: target.steps.slice(0, -1) }, compileBody);
  if (last.kind === 'method') return () => undefined;
  const index: Expression = last.kind === 'index' ? last.index : { kind: 'literal', value: last.name };
  const key = compileExpression(index, compileBody);
  return (run, value) => setMember(owner(run), key(run), value, run);
}

function compileIf({ branches, otherwise }: Extract<Node, { kind: 'if' }>, compileBody: CompileBody): Render {
  const choices = branches.map(({ test, body }) => ({
    holds: compileTest(test, compileBody),
    body: compileBody(body),
  }));
  const last = compileBody(otherwise);
  return (run) => {
    run.spend();
    return (choices.find(({ holds }) => holds(run))?.body ?? last)(run);
  };
}

function compileForeach({ name, over, body }: Extract<Node, { kind: 'foreach' }>, compileBody: CompileBody): Render {
  const source = compileExpression(over, compileBody);
  const block = compileBody(body);
  return (run) => {
    run.spend();
    const items = itemsOf(source(run)).slice(0, run.limits.iterations);
    const before = [name, 'foreach', 'velocityCount', 'velocityHasNext'].map((kept) => [kept, run.get(kept)] as const);
    const place: Place = { index: 0, length: items.length };
    const loop = loopAt(place, run.get('foreach'));
    const signal = eachItem(items, (item, index) => {
      place.index = index;
      run.set(name, item);
      run.set('foreach', loop);
      run.set('velocityCount', index + 1);
      run.set('velocityHasNext', index + 1 < items.length);
      run.spend();
      return block(run);
    });
    for (const [kept, value] of before) run.set(kept, value);
    return signal;
  };
}

function eachItem(items: readonly Value[], run: (item: Value, index: number) => Signal): Signal {
  for (const [index, item] of items.entries()) {
    const signal = run(item, index);
    if (signal === 'break') return 'on';
    if (signal !== 'on') return signal;
  }
  return 'on';
}

/** Of a map its values; of what is no collection, nothing. */
function itemsOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map ? [...value.values()] : [];
}

/** Where a loop is; changes as it goes on. */
interface Place {
  index: number;
  readonly length: number;
}

/** `$foreach`: one for the whole loop. */
function loopAt(place: Place, parent: Value): HostObject {
  const outermost = parent instanceof HostObject ? (parent.properties.get('topmost')?.() ?? parent) : undefined;
  const count = () => place.index + 1;
  const index = () => place.index;
  const first = () => place.index === 0;
  const last = () => place.index + 1 === place.length;
  const hasNext = () => place.index + 1 < place.length;
  const loop: HostObject = new HostObject({
    properties: { count, index, first, last, hasNext, parent: () => parent, topmost: () => outermost ?? loop },
    methods: { getCount: count, getIndex: index, isFirst: first, isLast: last, hasNext },
  });
  return loop;
}

function compileEvaluate(
  { text }: Extract<Node, { kind: 'evaluate' }>,
  compileBody: CompileBody,
  manner: Manner,
): Render {
  const given = compileExpression(text, compileBody);
  return (run) => {
    const source = textOf(given(run), run);
    if (source === null) return 'on';
    run.spend(source.length);
    const { render, macros } = compile(manner.parse(source), manner);
    for (const [name, macro] of macros) run.macros.set(name, macro);
    const signal = run.call(() => render(run));
    return signal === 'break' ? 'on' : signal;
  };
}

function compileCall({ name, args, body, literal }: Extract<Node, { kind: 'call' }>, compileBody: CompileBody): Render {
  const given = args.map((arg) => compileExpression(arg, compileBody));
  const block = body && compileBody(body);
  return (run) => {
    const macro = run.macros.get(name);
    if (!macro) {
      run.write(literal);
      return 'on';
    }
    const here = run.arguments;
    const there =
      (evaluate: Evaluate): Evaluate =>
      (reader) =>
        reader.withArguments(here, () => evaluate(reader));
    const names = macro.parameters.map((parameter, index) => [parameter, there(given[index] ?? (() => null))] as const);
    const content =
      block && new DefinedBlock((reader) => reader.call(() => reader.withArguments(here, () => reader.capture(block))));
    const all = new Map<string, Evaluate>([...names, ...(content ? [['bodyContent', () => content] as const] : [])]);
    const signal = run.call(() => run.withArguments(all, () => macro.body(run)));
    return signal === 'break' ? 'on' : signal;
  };
}
