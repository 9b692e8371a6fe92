import type { SignedRequest } from '../../contract/door.ts';
import type { DataPlaneRequest } from '../../contract/service.ts';

/** A request as it came, for the check of its signature. */
export function signedRequest({ method, path, query, headers, body }: DataPlaneRequest): SignedRequest {
  const joined = Object.entries(headers).map(([name, values]) => [name, values.join(',')]);
  return { method, path, query, body, headers: Object.fromEntries(joined) as Record<string, string> };
}
