import { Ajv, type ValidateFunction } from 'ajv';
import { JobFailed } from '../domain/errors.ts';
import type { Parameters } from '../domain/job.ts';
import type { JobKind } from './job-kind.ts';

const ajv = new Ajv();
const validators = new Map<string, ValidateFunction>();

/** The API lets only valid parameters in, but others may write to the table. Throws JobFailed. */
export function checkParameters(kind: JobKind, parameters: Parameters): void {
  const validate = validators.get(kind.type) ?? ajv.compile(parametersSchema(kind));
  validators.set(kind.type, validate);
  if (!validate(parameters)) throw new JobFailed(ajv.errorsText(validate.errors, { dataVar: 'parameters' }));
}

function parametersSchema({ schema }: JobKind) {
  return { type: 'object', properties: schema.properties, required: schema.required, additionalProperties: false };
}
