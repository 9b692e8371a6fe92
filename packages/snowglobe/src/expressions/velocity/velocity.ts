import { compile } from './compile-template.ts';
import { type Limits, limits } from './limits.ts';
import { parseTemplate } from './parse-template.ts';
import { Run } from './run.ts';
import type { Value } from './values.ts';

export interface TemplateOptions {
  /** What a reference without a value prints: nothing (API Gateway, the default), or itself (AppSync). */
  readonly missing?: 'empty' | 'literal';
  /** True: `#return` is a directive, as in AppSync. Default: false. */
  readonly returns?: boolean;
  readonly limits?: Partial<Limits>;
}

export interface Rendering {
  readonly text: string;
  /** What `#return` gave, when one was met. */
  readonly returned?: Value;
}

/** A compiled template. */
export interface Template {
  /** The text it makes with these variables: JSON, values (`values.ts`) or host objects. Throws VelocityRenderError, or what a host method throws. */
  render(scope: Readonly<Record<string, unknown>>): string;
  /** The same, with what `#return` gave. */
  run(scope: Readonly<Record<string, unknown>>): Rendering;
}

/** Compiles a template of the Velocity Template Language 1.7. Throws VelocitySyntaxError. */
export function compileTemplate(text: string, options: TemplateOptions = {}): Template {
  const { missing = 'empty', returns = false } = options;
  const bounds = { ...limits, ...options.limits };
  const parse = (source: string) => parseTemplate(source, returns);
  const compiled = compile(parse(text), { missing, parse });
  const run = (scope: Readonly<Record<string, unknown>>): Rendering => {
    const current = new Run(scope, compiled.macros, bounds);
    const signal = compiled.render(current);
    return signal === 'return' ? { text: current.text, returned: current.returned } : { text: current.text };
  };
  return { run, render: (scope) => run(scope).text };
}
