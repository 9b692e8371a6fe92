import type { Scope } from './scope.ts';

/** The parts of `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon, colons included. */
  readonly resource: string;
}

/** Parses an ARN; undefined when the text is not one. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...rest] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || rest.length === 0) return undefined;
  return { partition, service, region: region ?? '', account: account ?? '', resource: rest.join(':') };
}

/** Formats an ARN of the `aws` partition in a scope. */
export function formatArn(service: string, scope: Scope, resource: string): string {
  return `arn:aws:${service}:${scope.region}:${scope.account}:${resource}`;
}
