import { isJsonObject, type Json } from '../json.ts';
import type { Path } from '../template/read-template.ts';
import { type Evaluation, evaluate, evaluateEach } from './evaluate.ts';
import { hasUnknown, textOf, unknown, type Value } from './value.ts';

const usage =
  'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value';

/** Fn::FindInMap, with DefaultValue. */
export function findInMap(argument: Json, evaluation: Evaluation, path: Path): Value {
  if (!Array.isArray(argument) || argument.length < 3 || argument.length > 4) return evaluation.fail(usage, path);
  const names = evaluateEach(argument.slice(0, 3), evaluation, path);
  if (names.some(hasUnknown)) return unknown;
  const [mapName, topKey, secondKey] = names.map((name) => textOf(name) ?? '');
  if (!mapName || !topKey || !secondKey) return evaluation.fail(usage, path);
  const options = argument[3];
  const fallback = isJsonObject(options) ? options.DefaultValue : undefined;
  const mapping = evaluation.template.mappings[mapName];
  const row = isJsonObject(mapping) ? mapping[topKey] : undefined;
  const found = isJsonObject(row) ? row[secondKey] : undefined;
  if (found !== undefined) return found;
  if (fallback !== undefined) return evaluate(fallback, evaluation, [...path, 3, 'DefaultValue']);
  return evaluation.fail(
    mapping === undefined
      ? `Template error: Mapping named '${mapName}' is not present in the 'Mappings' section of template.`
      : `Template error: Unable to get mapping for ${mapName}::${topKey}::${secondKey}`,
    path,
  );
}
