import { removeResources } from './remove-resources.ts';
import type { Operation } from './resource-context.ts';

/** Deletes a stack's resources, up to DELETE_COMPLETE or DELETE_FAILED. */
export async function runDelete(operation: Operation, retain: ReadonlySet<string>): Promise<void> {
  const { record, globe } = operation;
  const failed = await removeResources(operation, record.resources(), { retain });
  if (failed.length > 0) {
    record.setStatus('DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    return;
  }
  record.setStatus('DELETE_COMPLETE', undefined, { outputs: [], imports: [], deletedAt: globe.clock.now() });
}
