import { keyTooLong } from './errors.ts';
import { maxKeyBytes } from './limits.ts';

/** The key of a new object. Throws KeyTooLongError. */
export function checkedKey(key: string | undefined): string {
  const size = Buffer.byteLength(key ?? '', 'utf8');
  if (size > maxKeyBytes) throw keyTooLong(size, maxKeyBytes);
  return key ?? '';
}
