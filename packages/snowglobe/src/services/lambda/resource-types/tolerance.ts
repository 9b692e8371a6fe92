/** For deletions: what is gone already is as good as deleted. */
export function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ResourceNotFoundException') throw error;
}
