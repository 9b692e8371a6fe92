/**
 * The text by which an object key sorts. S3 lists keys in the order of their UTF-8 bytes; JavaScript compares UTF-16 code
 * units, which differs as soon as a key holds surrogates. One character per byte makes both the same and keeps prefixes.
 */
export function keyOrder(key: string): string {
  const bytes = isAscii(key) ? key : Buffer.from(key, 'utf8').toString('latin1');
  return bytes.includes('\0') ? bytes.replaceAll('\0', '\0\x01') : bytes;
}

/** The order text of everything that belongs to one key: sorts before every longer key. */
export function keyScope(key: string): string {
  return `${keyOrder(key)}\0\0`;
}

/** A bound that lies after everything that starts with the order text. */
export function afterAll(order: string): string {
  return `${order}\u{ffff}`;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
