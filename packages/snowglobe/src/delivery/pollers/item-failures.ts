/** What a function said of its batch: nothing failed, these items failed, or the answer cannot be understood. */
export type BatchResponse =
  | { readonly kind: 'success' }
  | { readonly kind: 'partial'; readonly failed: ReadonlySet<string> }
  | { readonly kind: 'malformed' };

const success: BatchResponse = { kind: 'success' };
const malformed: BatchResponse = { kind: 'malformed' };

/**
 * Reads a function's answer where the mapping reports batch item failures.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export function parseBatchResponse(payload: string): BatchResponse {
  let answer: unknown;
  try {
    answer = payload === '' ? null : JSON.parse(payload);
  } catch {
    return malformed;
  }
  if (answer === null) return success;
  if (typeof answer !== 'object' || Array.isArray(answer)) return malformed;
  const items: unknown = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (items === undefined || items === null) return success;
  if (!Array.isArray(items)) return malformed;
  const failed = new Set<string>();
  for (const item of items) {
    const identifier: unknown = (item as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof identifier !== 'string' || identifier === '') return malformed;
    failed.add(identifier);
  }
  return failed.size === 0 ? success : { kind: 'partial', failed };
}
