import { isUtf8 } from 'node:buffer';
import type { Values } from '../../execute-api/message.ts';

const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/i;

export interface EventBody {
  /** Undefined for a request without a body. */
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
}

/**
 * The body as it stands in a function's event: text for text, JSON, XML and JavaScript, else base64; also for forms and
 * for bodies without a type, as AWS has it.
 */
export function eventBody(body: Uint8Array, headers: Values): EventBody {
  if (body.length === 0) return { body: undefined, isBase64Encoded: false };
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.length);
  const type = (headers['content-type']?.[0] ?? '').split(';')[0]?.trim() ?? '';
  const isText = textTypes.test(type) && !headers['content-encoding'] && isUtf8(buffer);
  return { body: buffer.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}
