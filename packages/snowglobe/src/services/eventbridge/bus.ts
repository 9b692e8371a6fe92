import type { EventBus } from '@aws-sdk/client-eventbridge';
import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { busNotFound } from './errors.ts';
import { type BusRow, buses } from './tables.ts';

type World = Pick<Globe, 'store' | 'clock'>;

export const defaultBus = 'default';

export interface BusAddress {
  readonly scope: Scope;
  readonly name: string;
}

export const busArn = (scope: Scope, name: string): string => formatArn('events', scope, `event-bus/${name}`);

/** Callers name a bus by its name or its ARN; without either they mean the default one. */
export function busAddress(nameOrArn: string | undefined, scope: Scope): BusAddress {
  const arn = nameOrArn === undefined ? undefined : parseArn(nameOrArn);
  if (!arn) return { scope, name: nameOrArn ?? defaultBus };
  const { account, region, resource } = arn;
  return { scope: { account, region }, name: resource.replace(/^event-bus\//, '') };
}

export function busesOf({ store }: Pick<Globe, 'store'>, scope: Scope): Collection<BusRow> {
  return store.collection(buses, scope);
}

/** Every account and region has a default bus. */
export function findBus(globe: World, { scope, name }: BusAddress): BusRow | undefined {
  const row = busesOf(globe, scope).get(name);
  if (row || name !== defaultBus) return row;
  return { name, arn: busArn(scope, name), tags: {}, createdAt: 0, modifiedAt: 0 };
}

export function requireBus(globe: World, address: BusAddress): BusRow {
  const row = findBus(globe, address);
  if (!row) throw busNotFound(address.name);
  return row;
}

/** As ListEventBuses shows it. */
export function shownBus(row: BusRow): EventBus {
  return {
    Name: row.name,
    Arn: row.arn,
    ...(row.policy !== undefined && { Policy: row.policy }),
    ...(row.createdAt > 0 && { CreationTime: new Date(row.createdAt), LastModifiedTime: new Date(row.modifiedAt) }),
  };
}

export const shownSettings = ({ description, deadLetterArn, kmsKeyId }: BusRow) => ({
  ...(description !== undefined && { Description: description }),
  ...(deadLetterArn !== undefined && { DeadLetterConfig: { Arn: deadLetterArn } }),
  ...(kmsKeyId !== undefined && { KmsKeyIdentifier: kmsKeyId }),
});
