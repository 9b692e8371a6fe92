/** Headers that API Gateway gives another name. AWS: "Amazon API Gateway important notes", REST APIs. */
const remapped = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'host',
  'server',
  'user-agent',
  'www-authenticate',
]);

/** They are about a connection, not about what is sent on it. */
const dropped = new Set(['keep-alive', 'transfer-encoding', 'upgrade']);

/** The headers of an integration as they may be sent on. */
export function passedOn(headers: Readonly<Record<string, readonly string[]>>) {
  const kept = Object.entries(headers).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(
    kept.map(([name, values]) => [remapped.has(name) ? `x-amzn-remapped-${name}` : name, values]),
  );
}
