/** Lets pass that what is to be deleted is gone already. */
export function unlessMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'NotFound') throw error;
}
