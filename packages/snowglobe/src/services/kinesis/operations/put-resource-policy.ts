import type { PutResourcePolicyInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument } from '../errors.ts';
import { requireResource } from '../tagged-resource.ts';

function checkPolicy(text: string): void {
  try {
    const policy: unknown = JSON.parse(text);
    if (policy !== null && typeof policy === 'object' && 'Statement' in policy) return;
  } catch {
    // Told below, as for JSON that is no policy.
  }
  throw invalidArgument('The resource policy is not a valid policy document.');
}

export const putResourcePolicy: Operation<PutResourcePolicyInput, object> = (input, call) => {
  const resource = requireResource(input.ResourceARN ?? '', call);
  checkPolicy(input.Policy ?? '');
  resource.change({ policy: input.Policy });
  return {};
};
