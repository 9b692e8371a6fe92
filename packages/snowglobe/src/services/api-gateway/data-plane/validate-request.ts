import type { ValidateFunction } from 'ajv';
import { compileSchema, validationText } from '../json-schema.ts';
import { builtIn, urlsOf } from '../model.ts';
import type { Snapshot } from '../tables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { mediaType } from './media-type.ts';
import { invalidBody, missingParameters } from './refusals.ts';

/** What the method's validator has against the request. */
export function validateRequest(exchange: Exchange, matched: Matched): Outcome | undefined {
  const { requestValidatorId } = matched.method;
  const validator = exchange.snapshot.validators.find(({ id }) => id === requestValidatorId);
  if (validator?.validateRequestParameters) {
    const missing = missingIn(exchange, matched);
    if (missing.length > 0) return missingParameters(missing);
  }
  return validator?.validateRequestBody ? validateBody(exchange, matched) : undefined;
}

function missingIn({ request }: Exchange, { method, pathParameters }: Matched): readonly string[] {
  const required = Object.entries(method.requestParameters ?? {}).filter(([, isRequired]) => isRequired);
  return required
    .map(([name]) => /^method\.request\.(header|querystring|path)\.(.+)$/.exec(name) ?? [])
    .filter(([, place, name = '']) => {
      if (place === 'header') return !request.headers[name.toLowerCase()]?.[0];
      return place === 'path' ? !pathParameters[name] : !request.query[name]?.[0];
    })
    .map(([, , name = '']) => name);
}

function validateBody({ snapshot, request }: Exchange, { method }: Matched): Outcome | undefined {
  const type = mediaType(request.headers['content-type']?.[0]) || 'application/json';
  const modelName = method.requestModels?.[type] ?? method.requestModels?.$default;
  const model = [...builtIn, ...snapshot.models].find(({ name }) => name === modelName);
  if (!model?.schema) return undefined;
  const body = readJson(Buffer.from(request.body).toString());
  if (!body) return invalidBody('Unable to parse request body as JSON');
  const validate = validatorFor(snapshot, model.name, model.schema);
  return validate(body.value) ? undefined : invalidBody(validationText(validate.errors ?? []));
}

/** Nothing counts as an empty object. */
function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: text.trim() === '' ? {} : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const validators = new WeakMap<Snapshot, Map<string, ValidateFunction>>();

function validatorFor(snapshot: Snapshot, name: string, schema: string): ValidateFunction {
  const known = validators.get(snapshot) ?? new Map<string, ValidateFunction>();
  validators.set(snapshot, known);
  const validate = known.get(name) ?? compileSchema(schema, urlsOf(snapshot.api.id, snapshot.models));
  known.set(name, validate);
  return validate;
}
