import type { CORSRule, PutBucketCorsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';
import { invalidRequest, malformedXml } from '../errors.ts';

const methods = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']);
const maxRules = 100;

export const putBucketCors: Operation<PutBucketCorsRequest, object> = (input, call) => {
  const rules = input.CORSConfiguration?.CORSRules ?? [];
  if (rules.length === 0 || rules.length > maxRules) throw malformedXml();
  for (const rule of rules) checkRule(rule);
  changeBucket(call, input, { cors: { CORSRules: rules } });
  return {};
};

function checkRule(rule: CORSRule): void {
  for (const method of rule.AllowedMethods ?? []) {
    if (!methods.has(method)) {
      throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    }
  }
  for (const origin of rule.AllowedOrigins ?? []) {
    if (origin.split('*').length > 2)
      throw invalidRequest(`AllowedOrigin "${origin}" can not have more than one wildcard.`);
  }
}
