import { badRequest, modelTaken } from './errors.ts';
import { compileSchema, modelUrl } from './json-schema.ts';
import { flag, type PatchRules, text } from './patch.ts';
import { newId, type Place, partsOf } from './rows.ts';
import { type ModelRow, models } from './tables.ts';

export const modelPatches: PatchRules = { '/description': text('description'), '/schema': text('schema') };
export const validatorPatches: PatchRules = {
  '/name': text('name'),
  '/validateRequestBody': flag('validateRequestBody'),
  '/validateRequestParameters': flag('validateRequestParameters'),
};

/** The models that every API has. */
export const builtIn: readonly ModelRow[] = [
  {
    name: 'Empty',
    contentType: 'application/json',
    description: 'This is a default empty schema model',
    schema: '{"$schema": "http://json-schema.org/draft-04/schema#", "title": "Empty Schema", "type": "object"}',
  },
  {
    name: 'Error',
    contentType: 'application/json',
    description: 'This is a default error schema model',
    schema:
      '{"$schema": "http://json-schema.org/draft-04/schema#", "title": "Error Schema", "type": "object", "properties": {"message": {"type": "string"}}}',
  },
];

export function createModel(place: Place, apiId: string | undefined, given: ModelRow): ModelRow {
  const rows = partsOf(place, models, apiId);
  if (!/^[A-Za-z0-9]+$/.test(given.name)) throw badRequest('Model name must be alphanumeric: ' + given.name);
  if (rows.has(given.name)) throw modelTaken(given.name);
  return putModel(place, apiId, { ...given, id: newId(place.globe, 6) });
}

/** Puts the model when its schema is one. */
export function putModel(place: Place, apiId: string | undefined, model: ModelRow): ModelRow {
  const rows = partsOf(place, models, apiId);
  const others = [...rows.range()].filter((each) => each.name !== model.name);
  try {
    if (model.schema) compileSchema(model.schema, urlsOf(apiId ?? '', others));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badRequest(`Invalid model specified: Validation Result: warnings : [], errors : [${reason}]`);
  }
  rows.put(model);
  return model;
}

/** Schemas by the address that others refer to them with. */
export function urlsOf(apiId: string, rows: readonly ModelRow[]): ReadonlyMap<string, string> {
  return new Map([...builtIn, ...rows].map((each) => [modelUrl(apiId, each.name), each.schema ?? '{}']));
}
