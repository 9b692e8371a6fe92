import type { Integration } from '@aws-sdk/client-api-gateway';
import type { Exchange } from './exchange.ts';

/** The URI with its `${stageVariables.name}` and the `{name}` that the integration maps. */
export function filledUri(
  { stage }: Exchange,
  { uri = '' }: Integration,
  path: Readonly<Record<string, string>>,
): string {
  return uri
    .replace(/\$\{stageVariables\.([A-Za-z0-9_]+)\}/g, (_all, name: string) => stage.variables?.[name] ?? '')
    .replace(/\{([^{}+]+)\+?\}/g, (all, name: string) => path[name] ?? all);
}
