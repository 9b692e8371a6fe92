/** Values as text that two sides can be compared by: bytes and dates alike whatever class holds them. */
export function normalForm(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return `date:${value.toISOString()}`;
  if (Array.isArray(value)) return value.map(normalForm);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([name, part]) => name !== '$metadata' && part !== undefined);
    return Object.fromEntries(entries.map(([name, part]) => [name, normalForm(part)]));
  }
  return value;
}

/** All bytes of a stream or what is bytes already. */
export async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** All events of a stream. */
export async function eventsOf(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const event of stream) events.push(event);
  return events;
}
