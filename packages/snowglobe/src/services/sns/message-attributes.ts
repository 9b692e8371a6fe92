import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import { attributeValueInvalid } from './errors.ts';
import type { StoredAttribute, StoredAttributes } from './tables.ts';

const namePattern = /^(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/;
const typePattern = /^(String|Number|Binary)(\..+)?$/;

function checkName(name: string): void {
  if (!namePattern.test(name)) {
    throw attributeValueInvalid(
      `Invalid non-alphanumeric character was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  }
}

const emptyValue = (name: string, dataType: string) =>
  attributeValueInvalid(
    `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${dataType}'.`,
  );

const wrongField = (name: string, dataType: string, field: string) =>
  attributeValueInvalid(`The message attribute '${name}' with type '${dataType}' must use field '${field}'.`);

function checkArray(name: string, text: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const isScalar = (item: unknown) => item === null || ['string', 'number', 'boolean'].includes(typeof item);
  if (!Array.isArray(value) || !value.every(isScalar)) {
    throw attributeValueInvalid(`The message attribute '${name}' has an invalid value for type 'String.Array'.`);
  }
}

function isNumber(text: string): boolean {
  return text.trim() === text && text !== '' && Number.isFinite(Number(text));
}

function storedAttribute(name: string, value: MessageAttributeValue): StoredAttribute {
  const dataType = value.DataType ?? '';
  const kind = typePattern.exec(dataType)?.[1];
  if (dataType === '') {
    throw attributeValueInvalid(`The message attribute '${name}' must contain non-empty message attribute type.`);
  }
  if (!kind) {
    throw attributeValueInvalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (kind === 'Binary') {
    if (value.StringValue !== undefined) throw wrongField(name, dataType, 'Binary');
    if (!value.BinaryValue?.byteLength) throw emptyValue(name, dataType);
    return { dataType, binaryValue: Uint8Array.from(value.BinaryValue) };
  }
  if (value.BinaryValue !== undefined) throw wrongField(name, dataType, 'String');
  if (!value.StringValue) throw emptyValue(name, dataType);
  if (kind === 'Number' && !isNumber(value.StringValue)) {
    throw attributeValueInvalid(`Could not cast message attribute '${name}' value to number.`);
  }
  if (dataType === 'String.Array') checkArray(name, value.StringValue);
  return { dataType, stringValue: value.StringValue };
}

/** Checks a caller's message attributes and gives them as they are kept. Throws ParameterValueInvalid. */
export function storedAttributes(given: Readonly<Record<string, MessageAttributeValue>> | undefined): StoredAttributes {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => {
      checkName(name);
      return [name, storedAttribute(name, value)];
    }),
  );
}

/** What attributes add to the size of a message. */
export function attributeBytes(attributes: StoredAttributes): number {
  let bytes = 0;
  for (const [name, { dataType, stringValue, binaryValue }] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(dataType);
    bytes += binaryValue?.byteLength ?? Buffer.byteLength(stringValue ?? '');
  }
  return bytes;
}

/** As notifications show them: `{"name": {"Type": "String", "Value": "..."}}`, binary values in base64. */
export function notifiedAttributes(attributes: StoredAttributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, stringValue, binaryValue }]) => [
      name,
      { Type: dataType, Value: binaryValue ? Buffer.from(binaryValue).toString('base64') : (stringValue ?? '') },
    ]),
  );
}

/** As a raw message in a queue has them. */
export function rawAttributes(attributes: StoredAttributes): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, stringValue, binaryValue }]) => [
      name,
      {
        DataType: dataType,
        ...(binaryValue ? { BinaryValue: binaryValue } : { StringValue: stringValue }),
      },
    ]),
  );
}
