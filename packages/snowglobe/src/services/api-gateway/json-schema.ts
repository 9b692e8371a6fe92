import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type * as Draft4 from 'ajv-draft-04';

const load = createRequire(import.meta.url);

/** How models refer to each other. */
export function modelUrl(apiId: string, name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${apiId}/models/${name}`;
}

/** A validator of JSON Schema draft 4 that knows other schemas by their addresses; throws when the schema is none. */
export function compileSchema(schema: string, others: ReadonlyMap<string, string>): ValidateFunction {
  // Loaded when a first model needs it: it would be felt in every start.
  const { default: Ajv } = load('ajv-draft-04') as typeof Draft4;
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false, logger: false });
  for (const [url, text] of others) if (text !== schema) ajv.addSchema(JSON.parse(text) as object, url);
  return ajv.compile(JSON.parse(schema) as object);
}

type Params = Readonly<Record<string, unknown>>;

const texts: Readonly<Record<string, (params: Params, data: unknown) => string>> = {
  required: ({ missingProperty }) => `object has missing required properties (["${missingProperty}"])`,
  type: ({ type }, data) =>
    `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: [${JSON.stringify(type)}])`,
  additionalProperties: ({ additionalProperty }) =>
    `object instance has properties which are not allowed by the schema: ["${additionalProperty}"]`,
};

/** As `$context.error.validationErrorString` has it. Differs from AWS: only the most frequent errors have AWS's words. */
export function validationText(errors: readonly ErrorObject[]): string {
  const each = errors.map(({ keyword, params, data, message }) => texts[keyword]?.(params, data) ?? message ?? keyword);
  return `[${each.join(', ')}]`;
}

function typeName(data: unknown): string {
  if (data === null) return 'null';
  if (Array.isArray(data)) return 'array';
  return Number.isInteger(data) ? 'integer' : typeof data;
}
