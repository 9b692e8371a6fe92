import type { DescribeArchiveRequest, DescribeArchiveResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireArchive, shownArchive } from '../archive.ts';

export const describeArchive: Operation<DescribeArchiveRequest, DescribeArchiveResponse> = (input, call) => {
  const row = requireArchive(call.globe, call.scope, input.ArchiveName ?? '');
  return {
    ...shownArchive(call.globe, call.scope, row),
    ArchiveArn: row.arn,
    ...(row.description !== undefined && { Description: row.description }),
    ...(row.kmsKeyId !== undefined && { KmsKeyIdentifier: row.kmsKeyId }),
    ...(row.eventPattern !== undefined && { EventPattern: row.eventPattern }),
  };
};
