import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';

/** A function that authorizes, and the API that asks it. */
export interface AuthorizerCall {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly cause: CauseLink;
  /** `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations` */
  readonly uri: string;
  /** The role to invoke in; undefined: the function's policy must allow API Gateway. */
  readonly roleArn: string | undefined;
  /** `arn:aws:execute-api:REGION:ACCOUNT:API/authorizers/ID` */
  readonly sourceArn: string;
  readonly event: object;
}

/** What the function gave, or why it gave nothing. */
export type AuthorizerResult =
  | { readonly result: unknown; readonly failed?: undefined }
  | { readonly failed: 'function' | 'invocation'; readonly message: string };

interface Invoked {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

const service = 'apigateway.amazonaws.com';

export async function invokeAuthorizer(call: AuthorizerCall): Promise<AuthorizerResult> {
  const { globe, scope, cause, uri, event } = call;
  const functionArn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? '';
  const arn = parseArn(functionArn);
  try {
    const invoked = await globe.call<Invoked>({
      service: 'lambda',
      operation: 'Invoke',
      input: { FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(event)) },
      scope: { account: arn?.account ?? scope.account, region: arn?.region ?? scope.region },
      caller: callerOf(call),
      cause,
    });
    const result = parsed(Buffer.from(invoked.Payload ?? []).toString());
    if (invoked.FunctionError === undefined) return { result };
    return { failed: 'function', message: errorMessageOf(result) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failed: 'invocation', message: error.message };
  }
}

function callerOf({ globe, scope, roleArn, sourceArn }: AuthorizerCall): Principal {
  if (roleArn !== undefined) return globe.assumeRole(roleArn, service, 'BackplaneAssumeRoleSession');
  return { kind: 'service', service, account: scope.account, sourceArn };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A function that gives nothing, or text, has authorized nobody.
    return undefined;
  }
}

function errorMessageOf(result: unknown): string {
  const message = (result as { readonly errorMessage?: unknown } | null | undefined)?.errorMessage;
  return typeof message === 'string' ? message : '';
}
