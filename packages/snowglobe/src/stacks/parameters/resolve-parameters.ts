import { validationError } from '../errors.ts';
import type { Value } from '../intrinsics/value.ts';
import { type JsonObject, jsonText } from '../json.ts';
import type { Template } from '../template/template.ts';
import { parameterBreach } from './parameter-rules.ts';
import { parameterType, parameterValue } from './parameter-types.ts';

/** One parameter of a stack. */
export interface StackParameter {
  readonly name: string;
  /** As given: for an SSM type, the name of the SSM parameter. */
  readonly text: string;
  /** What the SSM parameter held. */
  readonly resolvedText?: string;
  readonly noEcho: boolean;
}

/** A parameter as the caller gives it. */
export interface GivenParameter {
  readonly name: string;
  /** Undefined: use the previous value. */
  readonly text?: string;
}

/** Finds the values of SSM parameters; those that do not exist are left out. */
export type SsmLookup = (names: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Gives every parameter of a template its value: the given one, the previous one or the default. Throws AWS's errors. */
export async function resolveParameters(
  template: Template,
  given: readonly GivenParameter[],
  previous: readonly StackParameter[],
  ssm: SsmLookup,
): Promise<readonly StackParameter[]> {
  refuseUndeclared(template, given);
  const resolved: StackParameter[] = [];
  const missing: string[] = [];
  for (const [name, declared] of Object.entries(template.parameters)) {
    const text = textFor(name, declared, given, previous);
    if (text === undefined) missing.push(name);
    else resolved.push({ name, text, noEcho: jsonText(declared.NoEcho).toLowerCase() === 'true' });
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const parameter of resolved) checkParameter(parameter, template.parameters[parameter.name] ?? {});
  return readSsm(template, resolved, ssm);
}

function refuseUndeclared(template: Template, given: readonly GivenParameter[]): void {
  const names = given.map(({ name }) => name).filter((name) => !Object.hasOwn(template.parameters, name));
  if (names.length > 0) throw validationError(`Parameters: [${names.join(', ')}] do not exist in the template`);
}

function textFor(
  name: string,
  declared: JsonObject,
  given: readonly GivenParameter[],
  previous: readonly StackParameter[],
): string | undefined {
  const supplied = given.find((parameter) => parameter.name === name);
  if (supplied?.text !== undefined) return supplied.text;
  if (supplied) return previous.find((parameter) => parameter.name === name)?.text;
  return declared.Default === undefined ? undefined : defaultText(declared.Default);
}

function defaultText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

function checkParameter({ name, text }: StackParameter, declared: JsonObject): void {
  const type = parameterType(declared.Type);
  if (!type) throw validationError(`Template format error: Unrecognized parameter type: ${jsonText(declared.Type)}`);
  const value = parameterValue(text, type);
  const breach = parameterBreach(name, declared, typeof value === 'string' ? [value] : value);
  if (breach !== undefined) throw validationError(breach);
}

async function readSsm(
  template: Template,
  parameters: readonly StackParameter[],
  ssm: SsmLookup,
): Promise<readonly StackParameter[]> {
  const isSsm = ({ name }: StackParameter) => parameterType(template.parameters[name]?.Type)?.ssm === true;
  const names = [...new Set(parameters.filter(isSsm).map(({ text }) => text))];
  if (names.length === 0) return parameters;
  const values = await ssm(names);
  const absent = names.filter((name) => !values.has(name));
  if (absent.length > 0) {
    throw validationError(`Unable to fetch parameters [${absent.join(',')}] from parameter store for this account.`);
  }
  return parameters.map((parameter) => {
    const resolvedText = isSsm(parameter) ? values.get(parameter.text) : undefined;
    return resolvedText === undefined ? parameter : { ...parameter, resolvedText };
  });
}

/** What Ref gives for each parameter. */
export function parameterValues(template: Template, parameters: readonly StackParameter[]): ReadonlyMap<string, Value> {
  return new Map(
    parameters.map(({ name, text, resolvedText }) => {
      const type = parameterType(template.parameters[name]?.Type) ?? { list: false, ssm: false };
      return [name, parameterValue(resolvedText ?? text, type)];
    }),
  );
}
