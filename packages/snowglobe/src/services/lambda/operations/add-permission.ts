import type { AddPermissionRequest, AddPermissionResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { conflict, policyTooLarge, preconditionFailed, unsupported } from '../errors.ts';
import { requireVersion } from '../function.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { limits } from '../limits.ts';
import { findPolicy, type PermissionInput, permissionStatement, policyText } from '../policy.ts';
import { policies } from '../tables.ts';

export const addPermission: Operation<AddPermissionRequest, AddPermissionResponse> = (input, call) => {
  if (input.InvokedViaFunctionUrl !== undefined) throw unsupported('InvokedViaFunctionUrl');
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  requireVersion(call.globe, address);
  const policy = findPolicy(call.globe, address);
  if (input.RevisionId !== undefined && input.RevisionId !== policy?.revisionId) throw preconditionFailed('GetPolicy');
  if (policy?.statements.some((statement) => statement.Sid === input.StatementId)) {
    throw conflict(
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  const statement = permissionStatement(input as PermissionInput, functionArn(address));
  const statements = [...(policy?.statements ?? []), statement];
  const bytes = Buffer.byteLength(policyText(statements));
  if (bytes > limits.policyBytes) throw policyTooLarge(bytes, limits.policyBytes);
  call.globe.store.collection(policies, address.scope).put({
    functionName: address.name,
    qualifier: address.qualifier ?? '',
    statements,
    revisionId: call.globe.random.uuid(),
  });
  return { Statement: JSON.stringify(statement) };
};
