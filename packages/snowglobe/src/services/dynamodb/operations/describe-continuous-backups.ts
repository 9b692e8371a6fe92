import type { DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { backedUpTable, describedBackups } from '../continuous-backups.ts';

export const describeContinuousBackups: Operation<DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput> = (
  input,
  call,
) => ({ ContinuousBackupsDescription: describedBackups(backedUpTable(call, input.TableName as string)) });
