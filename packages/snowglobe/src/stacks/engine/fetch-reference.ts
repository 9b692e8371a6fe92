import { messageOf } from '../errors.ts';
import type { DynamicReference } from '../intrinsics/dynamic-references.ts';
import { isJsonObject, type Json } from '../json.ts';

/** Calls an operation of another service. */
export type Api = <Output>(service: string, operation: string, input: object) => Promise<Output>;

/** Fetches what a dynamic reference stands for. */
export async function fetchReference(reference: DynamicReference, api: Api): Promise<string> {
  const name = `{{resolve:${reference.service}:${reference.key}}}`;
  try {
    return reference.service === 'secretsmanager'
      ? await fetchSecret(reference.key, api)
      : await fetchParameter(reference.key, api);
  } catch (error) {
    throw new Error(`Dynamic reference ${name} cannot be resolved: ${messageOf(error)}`);
  }
}

async function fetchParameter(key: string, api: Api): Promise<string> {
  type Result = { readonly Parameter?: { readonly Value?: string } };
  const { Parameter } = await api<Result>('ssm', 'GetParameter', { Name: key, WithDecryption: true });
  return Parameter?.Value ?? '';
}

/** `secret-id:SecretString:json-key:version-stage:version-id`; the secret id may be an ARN. */
async function fetchSecret(key: string, api: Api): Promise<string> {
  const parts = key.split(':');
  const SecretId = parts.splice(0, key.startsWith('arn:') ? 7 : 1).join(':');
  const [, jsonKey, VersionStage, VersionId] = parts;
  const input = { SecretId, ...(VersionStage && { VersionStage }), ...(VersionId && { VersionId }) };
  const { SecretString = '' } = await api<{ readonly SecretString?: string }>(
    'secrets-manager',
    'GetSecretValue',
    input,
  );
  if (!jsonKey) return SecretString;
  const secret = JSON.parse(SecretString) as Json;
  const value = isJsonObject(secret) ? secret[jsonKey] : undefined;
  if (value === undefined) throw new Error('Could not find a value associated with JSONKey in SecretString');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
