import { unsupported } from './errors.ts';

/** The message to sign or verify. Throws UnsupportedOperationException for one that is hashed already. */
export function messageOf(input: {
  readonly Message?: Uint8Array | undefined;
  readonly MessageType?: string | undefined;
}): Uint8Array {
  const type = input.MessageType ?? 'RAW';
  if (type !== 'RAW') throw unsupported(`MessageType ${type} is not supported.`);
  return input.Message ?? new Uint8Array();
}
