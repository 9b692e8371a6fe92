import type { Globe } from '../../contract/globe.ts';
import { isObject } from '../json.ts';

/** What a custom resource's function answers. */
export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

export const responsePath = '/_snowglobe/custom-resource/';

const awaited = new WeakMap<Globe, Map<string, (response: CustomResourceResponse) => void>>();

export interface ExpectedResponse {
  readonly url: string;
  readonly response: Promise<CustomResourceResponse>;
  /** Takes no response any more. */
  close(): void;
}

/**
 * Opens a URL to which one response may be put. Its host is an amazonaws.com one, as on AWS: handlers keep only host
 * and path of it and always speak HTTPS to port 443; the fence of function environments leads that to the globe.
 */
export function expectResponse(globe: Globe, region: string): ExpectedResponse {
  const token = globe.random.hex(40);
  const open = awaited.get(globe) ?? new Map<string, (response: CustomResourceResponse) => void>();
  awaited.set(globe, open);
  const response = new Promise<CustomResourceResponse>((resolve) => open.set(token, resolve));
  const host = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}.s3.${region}.amazonaws.com`;
  return { url: `https://${host}${responsePath}${token}`, response, close: () => open.delete(token) };
}

/** Hands in the body that was put to a response URL. False when nobody waits for it or it is no response. */
export function acceptResponse(globe: Globe, token: string, body: string): boolean {
  const resolve = awaited.get(globe)?.get(token);
  const response = parseResponse(body);
  if (!resolve || !response) return false;
  awaited.get(globe)?.delete(token);
  resolve(response);
  return true;
}

function parseResponse(body: string): CustomResourceResponse | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) && (value['Status'] === 'SUCCESS' || value['Status'] === 'FAILED')
      ? (value as unknown as CustomResourceResponse)
      : undefined;
  } catch {
    return undefined;
  }
}
