import { createHash } from 'node:crypto';
import type { Parameter, ParameterMetadata } from '@aws-sdk/client-ssm';
import { formatArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import type { Collection } from '../../contract/table.ts';
import { parameterNotFound, parameterVersionNotFound, publicParameter } from './errors.ts';
import { arnResource, isPublicName, parseReference } from './parameter-name.ts';
import { type ParameterRow, parameters, type VersionRow, versionKey, versions } from './tables.ts';

export function parametersOf(call: Call): Collection<ParameterRow> {
  return call.globe.store.collection(parameters, call.scope);
}

export function versionsOf(call: Call, name: string): Collection<VersionRow> {
  return call.globe.store.collection(versions, call.scope, name);
}

/** The parameter with this name. Throws ParameterNotFound. */
export function findParameter(call: Call, name: string): ParameterRow {
  const row = parametersOf(call).get(name);
  if (row !== undefined) return row;
  throw isPublicName(name) ? publicParameter(name) : parameterNotFound();
}

export function newestVersion(call: Call, parameter: ParameterRow): VersionRow {
  return versionOf(call, parameter.name, parameter.version);
}

export function versionOf(call: Call, name: string, version: number): VersionRow {
  const row = versionsOf(call, name).get(versionKey(version));
  if (row === undefined) throw parameterVersionNotFound(name, String(version));
  return row;
}

/** The version that a reader names by `name`, `name:version` or `name:label`. Throws ParameterNotFound, ParameterVersionNotFound. */
export function findVersion(call: Call, reference: string): { readonly row: VersionRow; readonly selector?: string } {
  const { name, selector } = parseReference(reference);
  const parameter = findParameter(call, name);
  if (selector === undefined) return { row: newestVersion(call, parameter) };
  const wanted = selector.slice(1);
  if (/^\d+$/.test(wanted)) return { row: versionOf(call, name, Number(wanted)), selector };
  for (const row of versionsOf(call, name).range({ reverse: true })) {
    if (row.labels.includes(wanted)) return { row, selector };
  }
  throw parameterVersionNotFound(name, wanted);
}

export function removeParameter(call: Call, name: string): boolean {
  versionsOf(call, name).clear();
  return parametersOf(call).delete(name);
}

/** A version as GetParameter shows it. */
export function describeParameter(
  call: Call,
  row: VersionRow,
  withDecryption: boolean | undefined,
  selector?: string,
): Parameter {
  return {
    Name: row.name,
    Type: row.type,
    Value: shownValue(row, withDecryption),
    Version: row.version,
    Selector: selector,
    LastModifiedDate: new Date(row.lastModifiedAt),
    ARN: formatArn('ssm', call.scope, arnResource(row.name)),
    DataType: row.dataType,
  };
}

/** The members that DescribeParameters and GetParameterHistory share. */
export function describeMetadata(row: VersionRow): ParameterMetadata {
  return {
    Name: row.name,
    Type: row.type,
    KeyId: row.keyId,
    LastModifiedDate: new Date(row.lastModifiedAt),
    LastModifiedUser: row.lastModifiedUser,
    Description: row.description,
    AllowedPattern: row.allowedPattern,
    Version: row.version,
    Tier: row.tier,
    Policies: [],
    DataType: row.dataType,
  };
}

/** Differs from AWS: a SecureString is not encrypted by KMS; whoever does not ask for decryption gets a digest in place of it. */
export function shownValue(row: VersionRow, withDecryption: boolean | undefined): string {
  if (row.type !== 'SecureString' || withDecryption === true) return row.value;
  return createHash('sha512').update(`${row.name}\0${row.version}\0${row.value}`).digest('base64');
}
