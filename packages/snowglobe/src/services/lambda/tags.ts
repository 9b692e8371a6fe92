import { parseArn } from '../../contract/arn.ts';
import { eventSourceMappings } from '../../contract/event-source-mapping.ts';
import type { Call } from '../../contract/operation.ts';
import { invalidParameter, notFound, unsupported } from './errors.ts';
import { requireFunction } from './function.ts';
import { functionAddress } from './function-name.ts';
import { functions } from './tables.ts';

type Tags = Readonly<Record<string, string>>;

/** Something of Lambda's that has tags. */
export interface Tagged {
  readonly tags: Tags;
  put(tags: Tags): void;
}

/** Finds what an ARN names: a function (not a version of it) or an event source mapping. */
export function tagged(call: Call, resourceArn: string): Tagged {
  const arn = parseArn(resourceArn);
  const kind = arn?.resource.split(':')[0];
  if (kind === 'function') return taggedFunction(call, resourceArn);
  if (kind === 'event-source-mapping') return taggedMapping(call, resourceArn, arn?.resource.split(':')[1] ?? '');
  throw unsupported(`tags on ${resourceArn}`);
}

function taggedFunction(call: Call, resourceArn: string): Tagged {
  const address = functionAddress(resourceArn, call.scope);
  if (address.qualifier !== undefined) {
    throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  }
  const row = requireFunction(call.globe, address);
  return {
    tags: row.tags,
    put: (tags) => call.globe.store.collection(functions, address.scope).put({ ...row, tags }),
  };
}

function taggedMapping(call: Call, resourceArn: string, uuid: string): Tagged {
  const rows = call.globe.store.collection(eventSourceMappings, call.scope);
  const row = rows.get(uuid);
  if (!row) throw notFound(`The resource you requested does not exist: ${resourceArn}`);
  return { tags: row.tags, put: (tags) => rows.put({ ...row, tags }) };
}
