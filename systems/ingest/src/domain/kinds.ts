import { Ajv, type ValidateFunction } from 'ajv';
import deviceReading from '../../schemas/device-reading.json' with { type: 'json' };
import inventory from '../../schemas/inventory.json' with { type: 'json' };
import order from '../../schemas/order.json' with { type: 'json' };
import securityInsight from '../../schemas/security-insight.json' with { type: 'json' };
import type { DeviceReading, Inventory, Order, SecurityInsight } from './payloads.ts';

/** Each kind of payload with its type. */
export interface Payloads {
  readonly order: Order;
  readonly device: DeviceReading;
  readonly inventory: Inventory;
  readonly security: SecurityInsight;
}

export type Kind = keyof Payloads;
export type Payload = Payloads[Kind];

interface KindRules<P> {
  /** The detail type of the event that tells of a new one. */
  readonly detailType: string;
  readonly isValid: ValidateFunction<P>;
  /** What the payload is about: payloads of one subject are kept in one place, in order. */
  readonly subjectOf: (payload: P) => string;
}

const ajv = new Ajv();

const rules: { readonly [K in Kind]: KindRules<Payloads[K]> } = {
  order: {
    detailType: 'OrderInserted',
    isValid: ajv.compile(order),
    subjectOf: ({ sku }) => sku,
  },
  device: {
    detailType: 'DeviceReadingInserted',
    isValid: ajv.compile(deviceReading),
    subjectOf: ({ motorid }) => motorid,
  },
  inventory: {
    detailType: 'InventoryInserted',
    isValid: ajv.compile(inventory),
    subjectOf: ({ Id }) => Id,
  },
  security: {
    detailType: 'SecurityInsightInserted',
    isValid: ajv.compile(securityInsight),
    subjectOf: ({ id }) => id,
  },
};

export const allKinds = Object.keys(rules) as readonly Kind[];
export const detailTypes: readonly string[] = allKinds.map(detailTypeOf);

export function detailTypeOf(kind: Kind): string {
  return rules[kind].detailType;
}

/** A payload that is known: its kind, and what it is about. */
export interface KnownPayload {
  readonly kind: Kind;
  readonly subject: string;
  readonly payload: Payload;
}

/** The kind whose schema the value fulfils; undefined when there is none. No value fulfils two of them. */
export function recognise(value: unknown): KnownPayload | undefined {
  for (const kind of allKinds) {
    const known = recogniseAs(kind, value);
    if (known !== undefined) return known;
  }
  return undefined;
}

function recogniseAs<K extends Kind>(kind: K, value: unknown): KnownPayload | undefined {
  const { isValid, subjectOf }: KindRules<Payloads[K]> = rules[kind];
  return isValid(value) ? { kind, subject: subjectOf(value), payload: value } : undefined;
}
