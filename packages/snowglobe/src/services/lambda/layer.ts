import type { LayerVersionsListItem } from '@aws-sdk/client-lambda';
import { formatArn } from '../../contract/arn.ts';
import type { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { notFound } from './errors.ts';
import { lambdaInstant } from './function-configuration.ts';
import { type LayerVersionRow, layerVersionKey, layerVersions } from './tables.ts';

export interface LayerAddress {
  readonly scope: Scope;
  readonly name: string;
  readonly version: number | undefined;
}

const arnPattern = /^arn:aws[\w-]*:lambda:([\w-]+):(\d{12}):layer:([\w-]+)(?::(\d+))?$/;

/** Reads a layer's name, ARN or version ARN. */
export function layerAddress(text: string, scope: Scope): LayerAddress {
  const match = arnPattern.exec(text);
  if (!match) return { scope, name: text, version: undefined };
  const [, region = '', account = '', name = '', version] = match;
  return { scope: { region, account }, name, version: version === undefined ? undefined : Number(version) };
}

export function layerArn({ scope, name }: Pick<LayerAddress, 'scope' | 'name'>): string {
  return formatArn('lambda', scope, `layer:${name}`);
}

export function findLayerVersion(globe: Pick<Globe, 'store'>, address: LayerAddress): LayerVersionRow | undefined {
  return globe.store.collection(layerVersions, address.scope).get(layerVersionKey(address.name, address.version ?? 0));
}

/** The layer version behind an ARN. */
export function requireLayerVersion(
  globe: Pick<Globe, 'store'>,
  arn: string,
  missing: (arn: string) => AwsError = () => notFound('The resource you requested does not exist.'),
): LayerVersionRow {
  const row = findLayerVersion(globe, layerAddress(arn, { account: '', region: '' }));
  if (!row) throw missing(arn);
  return row;
}

/** A layer version as lists show it. */
export function layerVersionItem(row: LayerVersionRow): LayerVersionsListItem {
  return {
    LayerVersionArn: row.arn,
    Version: row.version,
    Description: row.description,
    CreatedDate: lambdaInstant(row.createdAt),
    ...(row.compatibleRuntimes.length > 0 && {
      CompatibleRuntimes: [...row.compatibleRuntimes] as NonNullable<LayerVersionsListItem['CompatibleRuntimes']>,
    }),
    ...(row.compatibleArchitectures.length > 0 && {
      CompatibleArchitectures: [...row.compatibleArchitectures] as NonNullable<
        LayerVersionsListItem['CompatibleArchitectures']
      >,
    }),
    ...(row.licenseInfo !== undefined && { LicenseInfo: row.licenseInfo }),
  };
}
