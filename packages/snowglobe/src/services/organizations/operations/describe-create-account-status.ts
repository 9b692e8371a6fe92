import type {
  DescribeCreateAccountStatusRequest,
  DescribeCreateAccountStatusResponse,
} from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { describeStatus, handshakesOf } from '../account.ts';
import { accountStatusNotFound } from '../errors.ts';
import { requireManagement } from '../organization.ts';

export const describeCreateAccountStatus: Operation<
  DescribeCreateAccountStatusRequest,
  DescribeCreateAccountStatusResponse
> = (input, call) => {
  requireManagement(call);
  const row = handshakesOf(call).get(input.CreateAccountRequestId ?? '');
  if (!row?.handshakeId.startsWith('car-')) throw accountStatusNotFound();
  return { CreateAccountStatus: describeStatus(row, 'SUCCEEDED') };
};
