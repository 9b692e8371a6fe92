import type { DeleteFunctionRequest, DeleteFunctionResponse } from '@aws-sdk/client-lambda';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { Collection } from '../../../contract/table.ts';
import { conflict, functionNotFound, invalidParameter } from '../errors.ts';
import { aliasesOf, findVersion, latest, requireFunction, versionsOf } from '../function.ts';
import { type FunctionAddress, functionAddress, functionArn } from '../function-name.ts';
import { lambdaRuntime } from '../lambda-runtime.ts';
import {
  aliases,
  eventInvokeConfigs,
  functions,
  functionUrls,
  policies,
  qualifiedKey,
  versionKey,
  versions,
} from '../tables.ts';

export const deleteFunction: Operation<DeleteFunctionRequest, DeleteFunctionResponse> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  requireFunction(call.globe, address);
  if (address.qualifier === undefined) deleteWhole(call, address);
  else deleteVersion(call, address, address.qualifier);
  lambdaRuntime(call.globe).retire(functionArn({ ...address, qualifier: undefined }));
  return { StatusCode: 204 };
};

function deleteVersion(call: Call, address: FunctionAddress, version: string): void {
  const { scope, name } = address;
  if (version === latest) {
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  }
  const row = findVersion(call.globe, scope, name, version);
  if (!row) throw functionNotFound(functionArn(address));
  const alias = aliasesOf(call.globe, scope, name).find(
    (one) => one.version === version || version in one.additionalWeights,
  );
  if (alias) throw conflict(`Cannot delete version ${version}: it is used by alias ${alias.name}.`);
  call.globe.store.collection(versions, scope).delete(versionKey(name, version));
  call.globe.store.collection(policies, scope).delete(qualifiedKey(name, version));
  call.globe.store.collection(eventInvokeConfigs, scope).delete(qualifiedKey(name, version));
}

function deleteWhole(call: Call, { scope, name }: FunctionAddress): void {
  const { store, blobs } = call.globe;
  const zips = versionsOf(call.globe, scope, name).flatMap(({ code }) => (code.kind === 'zip' ? [code.blob] : []));
  // Versions share the code that was latest when they were published.
  for (const blob of new Set(zips)) blobs.delete(blob);
  deletePrefixed(store.collection(versions, scope), name, (row) => versionKey(row.functionName, row.version));
  deletePrefixed(store.collection(aliases, scope), name, aliases.key);
  deletePrefixed(store.collection(policies, scope), name, policies.key);
  deletePrefixed(store.collection(eventInvokeConfigs, scope), name, eventInvokeConfigs.key);
  deletePrefixed(store.collection(functionUrls, scope), name, functionUrls.key);
  store.collection(functions, scope).delete(name);
}

function deletePrefixed<Row extends object>(rows: Collection<Row>, name: string, key: (row: Row) => string): void {
  const doomed = [...rows.range({ prefix: `${name}:` })];
  for (const row of doomed) rows.delete(key(row));
}
