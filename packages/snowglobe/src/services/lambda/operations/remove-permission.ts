import type { RemovePermissionRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { notFound, preconditionFailed } from '../errors.ts';
import { requireVersion } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { findPolicy } from '../policy.ts';
import { policies } from '../tables.ts';

export const removePermission: Operation<RemovePermissionRequest, object> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  requireVersion(call.globe, address);
  const policy = findPolicy(call.globe, address);
  if (!policy) throw notFound('No policy is associated with the given resource.');
  if (input.RevisionId !== undefined && input.RevisionId !== policy.revisionId) throw preconditionFailed('GetPolicy');
  const statements = policy.statements.filter((statement) => statement.Sid !== input.StatementId);
  if (statements.length === policy.statements.length) {
    throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
  }
  const rows = call.globe.store.collection(policies, address.scope);
  if (statements.length === 0) rows.delete(policies.key(policy));
  else rows.put({ ...policy, statements, revisionId: call.globe.random.uuid() });
  return {};
};
