import type { AliasConfiguration, AliasRoutingConfiguration } from '@aws-sdk/client-lambda';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { functionNotFound, invalidParameter } from './errors.ts';
import { findVersion, latest } from './function.ts';
import { functionArn } from './function-name.ts';
import type { AliasRow } from './tables.ts';

export function aliasConfiguration(row: AliasRow, scope: Scope): AliasConfiguration {
  return {
    AliasArn: functionArn({ scope, name: row.functionName, qualifier: row.name }),
    Name: row.name,
    FunctionVersion: row.version,
    Description: row.description,
    RevisionId: row.revisionId,
    ...(Object.keys(row.additionalWeights).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: { ...row.additionalWeights } },
    }),
  };
}

/** Checks that what an alias points at exists and that its weights are sound. */
export function checkAlias(globe: Pick<Globe, 'store'>, scope: Scope, row: AliasRow): AliasRow {
  const extra = Object.entries(row.additionalWeights);
  for (const version of [row.version, ...extra.map(([name]) => name)]) {
    if (!findVersion(globe, scope, row.functionName, version)) {
      throw functionNotFound(functionArn({ scope, name: row.functionName, qualifier: version }));
    }
  }
  if (extra.length > 1) throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  for (const [version, weight] of extra) checkWeight(row, version, weight);
  return row;
}

function checkWeight(row: AliasRow, version: string, weight: number): void {
  if (row.version === latest || version === latest) {
    throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
  }
  if (version === row.version) {
    throw invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
  if (!(weight >= 0 && weight <= 1)) {
    throw invalidParameter(
      `Invalid routing weight ${weight} for version ${version}. Weight must be between 0.0 and 1.0.`,
    );
  }
}

export function weightsOf(config: AliasRoutingConfiguration | undefined): Readonly<Record<string, number>> {
  return config?.AdditionalVersionWeights ?? {};
}
