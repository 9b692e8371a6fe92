import type { Snapshot } from '../tables.ts';
import { isMembers, type Members } from './members.ts';

/** Where a document keeps its schemas. */
export type SchemaHome = '#/definitions/' | '#/components/schemas/';

/** Models as schemas of the document, with their references. */
export function exportedSchemas({ models }: Snapshot, home: SchemaHome): Members {
  return Object.fromEntries(models.map(({ name, schema }) => [name, relocated(parsed(schema), home)]));
}

function parsed(schema = '{}'): unknown {
  try {
    return JSON.parse(schema);
  } catch {
    return {};
  }
}

function relocated(schema: unknown, home: SchemaHome): unknown {
  if (Array.isArray(schema)) return schema.map((item) => relocated(item, home));
  if (!isMembers(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => name !== '$schema')
      .map(([name, value]) => [
        name,
        name === '$ref' && typeof value === 'string' ? reference(value, home) : relocated(value, home),
      ]),
  );
}

function reference(url: string, home: SchemaHome): string {
  const model = /\/restapis\/[^/]+\/models\/([^/]+)$/.exec(url)?.[1];
  return model === undefined ? url : home + model;
}
