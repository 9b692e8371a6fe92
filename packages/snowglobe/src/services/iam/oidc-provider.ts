import { type OidcProviderRow, oidcProviders } from '../../access/tables.ts';
import type { Call } from '../../contract/operation.ts';
import { globalScope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { noSuchOidcProvider, validationError } from './errors.ts';

export function oidcProvidersOf(call: Call): Collection<OidcProviderRow> {
  return call.globe.store.collection(oidcProviders, globalScope(call.scope.account));
}

export function oidcProviderByArn(call: Call, arn: string | undefined): OidcProviderRow {
  const row = oidcProvidersOf(call).get(arn ?? '');
  if (!row) throw noSuchOidcProvider(arn ?? '');
  return row;
}

/**
 * The issuer's URL, checked. AWS takes https only.
 * Differs from AWS: an issuer on this machine may speak http.
 */
export function checkedIssuer(url: string | undefined): string {
  const issuer = url ?? '';
  const isLocal = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/.test(issuer);
  if (!URL.canParse(issuer) || !(isLocal || issuer.startsWith('https://'))) {
    throw validationError('Invalid Open ID Connect Provider URL');
  }
  return issuer;
}

export const withoutScheme = (issuer: string): string => issuer.replace(/^https?:\/\//, '').replace(/\/$/, '');
