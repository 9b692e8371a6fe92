import { invalidArgument } from './errors.ts';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/** Reads `x-amz-copy-source`: `[/]bucket/key[?versionId=id]`, percent-encoded. Throws InvalidArgument. */
export function parseCopySource(header: string | undefined): CopySource {
  const [path, query] = splitVersion(header ?? '');
  const decoded = decode(path.replace(/^\//, ''), header ?? '');
  const slash = decoded.indexOf('/');
  if (slash <= 0 || slash === decoded.length - 1) throw malformed(header ?? '');
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1), versionId: query };
}

function splitVersion(header: string): readonly [string, string?] {
  const marker = '?versionId=';
  const at = header.lastIndexOf(marker);
  return at < 0 ? [header] : [header.slice(0, at), header.slice(at + marker.length)];
}

function decode(path: string, header: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) throw malformed(header);
    throw error;
  }
}

function malformed(header: string) {
  return invalidArgument(
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    'x-amz-copy-source',
    header,
  );
}
