import type { CreateFunctionRequest, FunctionConfiguration } from '@aws-sdk/client-lambda';
import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call, Operation } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { ask, encryptDataKey, type KeyUse, openDataKey, wordedAs } from '../encryption-at-rest/key-use.ts';
import { invalidParameter, roleLost } from './errors.ts';
import { findVersion, latest } from './function.ts';
import { type FunctionAddress, functionAddress, functionArn } from './function-name.ts';
import { type VersionRow, versions } from './tables.ts';

/**
 * Environment variables under a customer's key: whoever configures the function lets its role decrypt them by a grant, and the role
 * does so when an environment starts. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */

type Input = Pick<CreateFunctionRequest, 'FunctionName' | 'KMSKeyArn'> &
  Partial<Pick<CreateFunctionRequest, 'Role' | 'Environment'>>;

/** CreateFunction and UpdateFunctionConfiguration, once the caller was found to be able to use the key that they name. */
export function sealingEnvironment<Given extends Input>(
  operation: Operation<Given, FunctionConfiguration>,
): Operation<Given, FunctionConfiguration> {
  return (input, call) => {
    const address = functionAddress(input.FunctionName ?? '', call.scope);
    const before = findVersion(call.globe, address.scope, address.name, latest);
    const keyArn = input.KMSKeyArn ?? before?.kmsKeyArn;
    const hasVariables = Object.keys(input.Environment?.Variables ?? before?.environment ?? {}).length > 0;
    if (!keyArn || !hasVariables) return operation(input, call);
    const role = input.Role ?? before?.role ?? '';
    return sealed(call, address, role, keyArn).then(async (environmentKey) => {
      const output = await inStep(call, () => operation(input, call));
      call.step(() => keep(call.globe, address, output, environmentKey));
      return output;
    });
  };
}

function inStep<Output>(call: Call, work: () => Output): Output {
  const made: Output[] = [];
  call.step(() => void made.push(work()));
  return made[0] as Output;
}

/** Throws InvalidParameterValueException when the caller may not let the role use the key. */
async function sealed(call: Call, address: FunctionAddress, role: string, keyArn: string): Promise<string> {
  const { globe, caller, cause } = call;
  const use = { ...keyUse(globe, address), caller, cause };
  const granting = ask(use, 'CreateGrant', {
    KeyId: keyArn,
    GranteePrincipal: role,
    Operations: ['Encrypt', 'Decrypt'],
    Constraints: { EncryptionContextEquals: use.context },
    // The same grant again is no new one.
    Name: `function/${address.name}`,
  });
  await wordedAs(granting, refusedFor('CreateGrant'));
  const dataKey = await wordedAs(encryptDataKey(use, keyArn), refusedFor('Encrypt'));
  return Buffer.from(dataKey.sealed).toString('base64');
}

const refusedFor =
  (operation: string) =>
  ({ code, message }: AwsError) =>
    invalidParameter(
      `Lambda was unable to configure access to your environment variables because the KMS key is invalid for ${operation}. Please check your KMS key settings. KMS Exception: ${code} KMS Message: ${message}`,
    );

function keyUse(globe: Globe, { scope, name }: FunctionAddress): Omit<KeyUse, 'caller' | 'cause'> {
  const arn = functionArn({ scope, name, qualifier: undefined });
  return { globe, service: 'lambda', scope, context: { 'aws:lambda:FunctionArn': arn } };
}

function keep(
  globe: Globe,
  address: FunctionAddress,
  { Version }: FunctionConfiguration,
  environmentKey: string,
): void {
  const rows = globe.store.collection(versions, address.scope);
  for (const qualifier of new Set([latest, Version ?? latest])) {
    const row = findVersion(globe, address.scope, address.name, qualifier);
    if (row) rows.put({ ...row, environmentKey });
  }
}

const reasons: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  AccessDeniedException: ['KMSAccessDeniedException', 'KMS access was denied'],
  DisabledException: ['KMSDisabledException', 'the KMS key used is disabled'],
  KMSInvalidStateException: ['KMSInvalidStateException', 'the state of the KMS key used is not valid for Decrypt'],
  NotFoundException: ['KMSNotFoundException', 'the KMS key was not found'],
};

/** Decrypts a version's environment in the name of its role. Throws `KMS...Exception` as an invocation gives it. */
export async function openEnvironment(globe: Globe, row: VersionRow, scope: Scope): Promise<void> {
  if (row.environmentKey === undefined || row.kmsKeyArn === undefined) return;
  const address = { scope, name: row.functionName, qualifier: undefined };
  const cause = globe.causes.begin('system', `lambda: environment of ${row.functionName}`);
  const use = { ...keyUse(globe, address), caller: roleOf(globe, row), cause };
  await wordedAs(openDataKey(use, Buffer.from(row.environmentKey, 'base64')), unreadable);
}

function unreadable({ code, message }: AwsError): AwsError {
  const [shape, reason] = reasons[code] ?? ['KMSInvalidStateException', 'KMS failed'];
  const text = `Lambda was unable to decrypt the environment variables because ${reason}. Please check the function's KMS key settings. KMS Exception: ${code} KMS Message: ${message}`;
  return new AwsError(shape, text, { status: 502, members: { Type: 'Server' } });
}

function roleOf(globe: Globe, row: VersionRow) {
  try {
    return globe.assumeRole(row.role, 'lambda.amazonaws.com', row.functionName);
  } catch {
    throw roleLost(row.role);
  }
}
