import type { Change, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import type { Call } from '../../contract/operation.ts';
import type { Collection } from '../../contract/table.ts';
import type { ChangeSetRow, PropertyChange, ResourceChange } from '../../stacks/state/rows.ts';
import { findStack } from '../../stacks/state/stacks.ts';
import { changeSetsTable } from '../../stacks/state/tables.ts';
import { changeSetNotFound, stackDoesNotExist } from './errors.ts';

export function changeSetsIn(call: Call): Collection<ChangeSetRow> {
  return call.globe.store.collection(changeSetsTable, call.scope);
}

/** The change sets of a stack, in no particular order. */
export function changeSetsOf(call: Call, stackId: string): readonly ChangeSetRow[] {
  return [...changeSetsIn(call).rangeBy('byStack', { from: stackId, to: stackId })];
}

/** A change set by its ARN, or by its name and its stack. */
export function findChangeSet(call: Call, nameOrId: string, stackNameOrId: string | undefined): ChangeSetRow {
  if (nameOrId.startsWith('arn:')) {
    const found = changeSetsIn(call).get(nameOrId);
    if (!found) throw changeSetNotFound(nameOrId);
    return found;
  }
  const stack = stackNameOrId === undefined ? undefined : findStack(call.globe, call.scope, stackNameOrId);
  if (!stack) throw stackDoesNotExist(stackNameOrId ?? '');
  const found = changeSetsOf(call, stack.stackId).find(({ name }) => name === nameOrId);
  if (!found) throw changeSetNotFound(nameOrId);
  return found;
}

/** Marks the other change sets of a stack as out of date. */
export function makeObsolete(call: Call, stackId: string, except: string): void {
  for (const row of changeSetsOf(call, stackId)) {
    if (row.changeSetId !== except && row.executionStatus === 'AVAILABLE')
      changeSetsIn(call).put({ ...row, executionStatus: 'OBSOLETE' });
  }
}

export function changeView(change: ResourceChange, withValues: boolean): Change {
  const { beforeContext, afterContext } = change;
  return {
    Type: 'Resource',
    ResourceChange: {
      Action: change.action,
      LogicalResourceId: change.logicalId,
      ResourceType: change.type,
      Scope: [...change.scope] as NonNullable<NonNullable<Change['ResourceChange']>['Scope']>,
      Details: change.details.map((detail) => detailView(detail, withValues)),
      ...(change.physicalId !== undefined && { PhysicalResourceId: change.physicalId }),
      ...(change.replacement !== undefined && { Replacement: change.replacement }),
      ...(withValues && beforeContext !== undefined && { BeforeContext: beforeContext }),
      ...(withValues && afterContext !== undefined && { AfterContext: afterContext }),
    },
  };
}

function detailView(detail: PropertyChange, withValues: boolean): ResourceChangeDetail {
  return {
    Target: {
      Attribute: detail.attribute,
      RequiresRecreation: detail.recreation,
      ...(detail.name !== undefined && { Name: detail.name, Path: `/${detail.attribute}/${detail.name}` }),
      ...(withValues && detail.before !== undefined && { BeforeValue: detail.before }),
      ...(withValues && detail.after !== undefined && { AfterValue: detail.after }),
    },
    Evaluation: detail.dynamic ? 'Dynamic' : 'Static',
    ChangeSource: 'DirectModification',
  };
}
