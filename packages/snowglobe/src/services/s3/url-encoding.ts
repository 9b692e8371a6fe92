/** Percent-encodes a key as S3 does in `encoding-type=url` lists, tag headers and events: `/` stays, a space becomes `+`. */
export function urlEncodeKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/')
    .replaceAll('%7E', '~')
    .replaceAll('%20', '+');
}

/** Encodes the texts of a list when the request asks for it. */
export function listEncoder(encodingType: string | undefined): (text: string) => string {
  return encodingType === 'url' ? urlEncodeKey : (text) => text;
}
