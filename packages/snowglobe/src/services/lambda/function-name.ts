import { formatArn } from '../../contract/arn.ts';
import type { Scope } from '../../contract/scope.ts';
import { invalidParameter } from './errors.ts';

/** A function as a caller names it. */
export interface FunctionAddress {
  readonly scope: Scope;
  readonly name: string;
  /** A version number, `$LATEST` or an alias. */
  readonly qualifier: string | undefined;
}

const namePattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** Reads a name, a partial ARN (`account:function:name`) or an ARN, with or without qualifier; a qualifier given beside it must be the same. */
export function functionAddress(text: string, scope: Scope, qualifier?: string): FunctionAddress {
  const match = namePattern.exec(text);
  const name = match?.[3];
  if (!match || !name) {
    throw invalidParameter(
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${namePattern.source}`,
    );
  }
  const [, region, account, , ownQualifier] = match;
  if (ownQualifier !== undefined && qualifier !== undefined && ownQualifier !== qualifier) {
    throw invalidParameter('The derived qualifier from the function name does not match the specified qualifier.');
  }
  return {
    scope: { region: region ?? scope.region, account: account ?? scope.account },
    name,
    qualifier: ownQualifier ?? qualifier,
  };
}

/** The ARN, with the qualifier when there is one. */
export function functionArn({ scope, name, qualifier }: FunctionAddress): string {
  return formatArn('lambda', scope, `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`);
}
