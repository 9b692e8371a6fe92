import { createHash, type Hash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { invalidMessageContents, invalidParameter } from './errors.ts';
import { messageLimits } from './limits.ts';
import { hasOnlyAllowedCharacters } from './message.ts';
import type { StoredAttribute, StoredAttributes } from './tables.ts';

const namePattern = /^(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/;
const reservedPrefix = /^(aws|amazon)\./i;
const typePattern = /^(String|Number|Binary)(\..+)?$/;

function checkName(name: string): void {
  if (!namePattern.test(name) || reservedPrefix.test(name)) {
    throw invalidParameter(
      `The message attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters. It can't start with AWS. or Amazon., start or end with a period, have successive periods, or be longer than 256 characters.`,
    );
  }
}

function storedAttribute(name: string, value: MessageAttributeValue): StoredAttribute {
  const dataType = value.DataType ?? '';
  const kind = typePattern.exec(dataType)?.[1];
  if (dataType === '') {
    throw invalidParameter(`The message attribute '${name}' must contain a non-empty attribute type.`);
  }
  if (!kind || dataType.length > 256) {
    throw invalidParameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (kind === 'Binary') {
    if (!value.BinaryValue?.byteLength) throw emptyValue(name, dataType);
    return { dataType, binaryValue: Uint8Array.from(value.BinaryValue) };
  }
  if (!value.StringValue) throw emptyValue(name, dataType);
  if (kind === 'Number' && !isNumber(value.StringValue)) {
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  if (!hasOnlyAllowedCharacters(value.StringValue)) throw invalidMessageContents();
  return { dataType, stringValue: value.StringValue };
}

const emptyValue = (name: string, dataType: string) =>
  invalidParameter(
    `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${dataType}'.`,
  );

function isNumber(text: string): boolean {
  return text.trim() === text && text !== '' && Number.isFinite(Number(text));
}

/** Checks a caller's message attributes and gives them as they are kept. Throws InvalidParameterValue. */
export function storedAttributes(given: Readonly<Record<string, MessageAttributeValue>> | undefined): StoredAttributes {
  const entries = Object.entries(given ?? {});
  if (entries.length > messageLimits.maximumAttributes) {
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${messageLimits.maximumAttributes}].`,
    );
  }
  return Object.fromEntries(
    entries.map(([name, value]) => {
      checkName(name);
      return [name, storedAttribute(name, value)];
    }),
  );
}

/** The only system attribute that a sender may set. */
export function traceHeaderOf(given: Readonly<Record<string, MessageAttributeValue>> | undefined): string | undefined {
  for (const [name, value] of Object.entries(given ?? {})) {
    if (name !== 'AWSTraceHeader') {
      throw invalidParameter(`Message system attribute name '${name}' is invalid.`);
    }
    if (value.DataType !== 'String') {
      throw invalidParameter(
        "The message system attribute 'AWSTraceHeader' has an invalid message system attribute type, the set of supported type prefixes is String.",
      );
    }
    if (!value.StringValue) {
      throw invalidParameter(
        "The message system attribute 'AWSTraceHeader' must contain a non-empty message system attribute value for message system attribute type 'String'.",
      );
    }
    return value.StringValue;
  }
  return undefined;
}

function updateWithLength(hash: Hash, bytes: Uint8Array): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  hash.update(length).update(bytes);
}

const stringTransport = Uint8Array.of(1);
const binaryTransport = Uint8Array.of(2);

/**
 * AWS's digest of message attributes: names in order, each with its type and value, all with their lengths.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: StoredAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    updateWithLength(hash, Buffer.from(name));
    updateWithLength(hash, Buffer.from(attribute.dataType));
    hash.update(attribute.binaryValue ? binaryTransport : stringTransport);
    updateWithLength(hash, attribute.binaryValue ?? Buffer.from(attribute.stringValue ?? ''));
  }
  return hash.digest('hex');
}

/** The attributes that a receiver asked for: by name, by prefix (`bar.*`), or all (`All`, `.*`). */
export function selectedAttributes(attributes: StoredAttributes, wanted: readonly string[]): StoredAttributes {
  if (wanted.length === 0) return {};
  if (wanted.includes('All') || wanted.includes('.*')) return attributes;
  const matches = (name: string) =>
    wanted.some((pattern) => (pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -2)) : name === pattern));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => matches(name)));
}
