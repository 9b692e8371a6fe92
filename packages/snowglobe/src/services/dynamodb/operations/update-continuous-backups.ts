import type { UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { backedUpTable, describedBackups } from '../continuous-backups.ts';
import { saveTable } from '../table.ts';

const defaultPeriodDays = 35;

export const updateContinuousBackups: Operation<UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput> = (
  input,
  call,
) => {
  const table = backedUpTable(call, input.TableName as string);
  const { PointInTimeRecoveryEnabled: isWanted, RecoveryPeriodInDays: periodDays } =
    input.PointInTimeRecoverySpecification ?? {};
  const { pointInTimeRecovery: present, ...row } = table.row;
  const recovery = {
    enabledAt: present?.enabledAt ?? call.globe.clock.now(),
    periodDays: periodDays ?? present?.periodDays ?? defaultPeriodDays,
  };
  const saved = saveTable(table, isWanted ? { ...row, pointInTimeRecovery: recovery } : row);
  return { ContinuousBackupsDescription: describedBackups(saved) };
};
