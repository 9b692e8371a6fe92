import { invalidNextToken } from './errors.ts';

/** Makes an opaque token of the key that a page ended with. */
export function tokenOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** The key in a token; undefined when there is no token. */
export function keyOfToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const key = Buffer.from(token, 'base64url');
  if (key.toString('base64url') !== token) throw invalidNextToken();
  return key.toString();
}

/** The first so many items after the token's key, and the token for the rest. */
export function pageOf<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  limit: number,
): { readonly page: Item[]; readonly nextToken?: string } {
  const page: Item[] = [];
  for (const item of items) {
    const last = page.at(-1);
    if (page.length === limit && last !== undefined) return { page, nextToken: tokenOf(keyOf(last)) };
    page.push(item);
  }
  return { page };
}
