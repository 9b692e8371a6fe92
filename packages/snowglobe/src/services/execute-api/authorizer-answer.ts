/** What a Lambda authorizer answers with an IAM policy. AWS: "Output from an API Gateway Lambda authorizer". */
export interface PolicyAnswer {
  readonly principalId: string;
  /** JSON text. */
  readonly policy: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly usageIdentifierKey?: string | undefined;
}

/** The answer, when it is one; undefined otherwise: the authorizer is then misconfigured. */
export function readPolicyAnswer(result: unknown): PolicyAnswer | undefined {
  if (!isObject(result)) return undefined;
  const { principalId, policyDocument, context = {}, usageIdentifierKey } = result;
  if (typeof principalId !== 'string' || !isPolicy(policyDocument)) return undefined;
  if (context !== null && !isObject(context)) return undefined;
  return {
    principalId,
    policy: JSON.stringify(policyDocument),
    context: context ?? {},
    usageIdentifierKey: typeof usageIdentifierKey === 'string' ? usageIdentifierKey : undefined,
  };
}

function isPolicy(value: unknown): boolean {
  if (!isObject(value)) return false;
  const statements = Array.isArray(value.Statement) ? (value.Statement as unknown[]) : [value.Statement];
  return statements.every(
    (each) =>
      isObject(each) &&
      (each.Effect === 'Allow' || each.Effect === 'Deny') &&
      (each.Action ?? each.NotAction) !== undefined,
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
