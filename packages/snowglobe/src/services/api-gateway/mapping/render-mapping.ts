import { VelocityRenderError, VelocitySyntaxError } from '../../../expressions/velocity/errors.ts';
import { toValue, type Value } from '../../../expressions/velocity/values.ts';
import { compileTemplate, type Template } from '../../../expressions/velocity/velocity.ts';
import { inputOf, type MappingParams } from './input.ts';
import { MappingError } from './mapping-errors.ts';
import { emptyOverrides, type Overrides, overridesIn } from './overrides.ts';
import { util } from './template-functions.ts';

export interface MappingInput {
  /** The body as text; '' for none. */
  readonly body: string;
  readonly params: MappingParams;
  /** `$context` as nested plain objects: `{ requestId, identity: { sourceIp }, authorizer: { principalId, claims: {...} } }`. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

export interface Mapped {
  readonly text: string;
  readonly overrides: Overrides;
}

/**
 * Fills a mapping template of a REST API. Throws BodyNotJsonError when it asks for a part of a body that is no JSON, MappingError
 * when it is no VTL or fails.
 */
export function renderMapping(template: string, { body, params, context, stageVariables }: MappingInput): Mapped {
  const overrides = emptyOverrides();
  const scope = {
    input: inputOf(body, params),
    util,
    context: contextOf(context, overrides),
    stageVariables,
  };
  try {
    const text = compiled(template).render(scope);
    return { text, overrides: overridesIn(overrides) };
  } catch (error) {
    if (error instanceof VelocitySyntaxError || error instanceof VelocityRenderError)
      throw new MappingError(error.message);
    throw error;
  }
}

function contextOf(
  given: Readonly<Record<string, unknown>>,
  { request, response }: ReturnType<typeof emptyOverrides>,
): Value {
  const values = Object.entries(given).map(([name, value]) => [name, toValue(value)] as const);
  return new Map<Value, Value>([...values, ['requestOverride', request], ['responseOverride', response]]);
}

const templates = new Map<string, Template>();
const mostTemplates = 500;

/** Compiled once: the templates of an API are used again and again. */
function compiled(text: string): Template {
  const known = templates.get(text);
  if (known) return known;
  const template = compileTemplate(text);
  if (templates.size >= mostTemplates) templates.clear();
  templates.set(text, template);
  return template;
}
