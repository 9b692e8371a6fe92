import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { resourceTypesOf } from '../registry.ts';
import type { StackRow, StackSource, Tag } from '../state/rows.ts';
import { StackRecord } from '../state/stack-record.ts';
import { stacksIn } from '../state/stacks.ts';
import { operationCaller } from './operation-caller.ts';
import type { Operation } from './resource-context.ts';
import { type OnFailure, removeAll, runCreate } from './run-create.ts';
import { runDelete } from './run-delete.ts';
import { rollingBack, runUpdate, updating } from './run-update.ts';
import { cancelOperation, runInBackground } from './running-operations.ts';
import type { StackModel } from './stack-model.ts';

/** Who starts an operation on a stack. */
export interface Starter {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: Cause;
  readonly clientRequestToken?: string | undefined;
}

export interface StackSettings {
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string | undefined;
  readonly disableRollback?: boolean | undefined;
  /** Of the creation. */
  readonly timeoutMinutes?: number | undefined;
  readonly terminationProtection?: boolean | undefined;
  readonly stackPolicy?: string | undefined;
  readonly changeSetId?: string | undefined;
  readonly parentId?: string | undefined;
  readonly rootId?: string | undefined;
}

export function newStackId(globe: Globe, scope: Scope, name: string): string {
  return `arn:aws:cloudformation:${scope.region}:${scope.account}:stack/${name}/${globe.random.uuid()}`;
}

/** A stack's role, else the caller, is who makes its resources. */
function operationFor(starter: Starter, stackId: string, roleArn: string | undefined): Operation {
  const { globe, scope } = starter;
  const caller = operationCaller(globe, starter.caller, roleArn);
  const cause = globe.causes.begin('deployment', `stack ${stackId.split('/')[1] ?? stackId}`, starter.cause);
  const record = new StackRecord(globe, scope, stackId, cause, starter.clientRequestToken);
  return { globe, scope, types: resourceTypesOf(globe), caller, record };
}

function settingsOf(
  settings: StackSettings,
): Pick<StackRow, 'tags' | 'capabilities' | 'notificationArns' | 'disableRollback'> & Partial<StackRow> {
  const { roleArn, stackPolicy, changeSetId, parentId, rootId, terminationProtection, timeoutMinutes } = settings;
  return {
    tags: settings.tags,
    capabilities: settings.capabilities,
    notificationArns: settings.notificationArns,
    disableRollback: settings.disableRollback ?? false,
    ...(terminationProtection !== undefined && { terminationProtection }),
    ...(timeoutMinutes !== undefined && { timeoutMinutes }),
    ...(roleArn !== undefined && { roleArn }),
    ...(stackPolicy !== undefined && { stackPolicy }),
    ...(changeSetId !== undefined && { changeSetId }),
    ...(parentId !== undefined && { parentId }),
    ...(rootId !== undefined && { rootId }),
  };
}

/** The row of a stack that has nothing yet. */
export function putNewStack(
  starter: Starter,
  model: Pick<StackModel, 'identity' | 'document' | 'parameters' | 'template' | 'acceptedWithoutEffect'>,
  settings: StackSettings,
  status: 'REVIEW_IN_PROGRESS' | 'CREATE_IN_PROGRESS',
): void {
  const { globe, scope } = starter;
  const { stackId, stackName } = model.identity;
  globe.store.step(starter.cause, () => {
    stacksIn(globe, scope).put({
      stackId,
      name: stackName,
      createdAt: stacksIn(globe, scope).get(stackId)?.createdAt ?? globe.clock.now(),
      outputs: [],
      imports: [],
      terminationProtection: false,
      ...sourceOf(model, settings.tags),
      ...settingsOf(settings),
      status,
    });
  });
}

function sourceOf(
  model: Pick<StackModel, 'document' | 'parameters' | 'template' | 'acceptedWithoutEffect'>,
  tags: readonly Tag[],
) {
  const { description } = model.template;
  return {
    templateBody: model.document.text,
    parameters: model.parameters,
    tags,
    acceptedWithoutEffect: model.acceptedWithoutEffect,
    ...(description !== undefined && { description }),
  };
}

/** Starts the creation of a stack; it goes on behind the answer. */
export function beginCreate(starter: Starter, model: StackModel, settings: StackSettings, onFailure: OnFailure): void {
  const { stackId, stackName } = model.identity;
  // The role first: a stack whose role cannot be assumed is not begun.
  const operation = operationFor(starter, stackId, settings.roleArn);
  putNewStack(starter, model, settings, 'CREATE_IN_PROGRESS');
  operation.record.setStatus('CREATE_IN_PROGRESS', 'User Initiated');
  runInBackground(starter.globe, stackId, `create stack ${stackName}`, (mayGoOn) =>
    runCreate(operation, model, onFailure, mayGoOn),
  );
}

/** Starts the update of a stack. */
export function beginUpdate(starter: Starter, stack: StackRow, model: StackModel, settings: StackSettings): void {
  const { globe } = starter;
  const before: StackSource = { templateBody: stack.templateBody, parameters: stack.parameters, tags: stack.tags };
  const roleArn = settings.roleArn ?? stack.roleArn;
  const operation = operationFor(starter, stack.stackId, roleArn);
  const changes = { ...sourceOf(model, settings.tags), ...settingsOf(settings), before, updatedAt: globe.clock.now() };
  operation.record.setStatus('UPDATE_IN_PROGRESS', 'User Initiated', changes);
  const rollback = !(settings.disableRollback ?? false);
  runInBackground(globe, stack.stackId, `update stack ${stack.name}`, (mayGoOn) =>
    runUpdate(operation, model, { statuses: updating, rollback, mayGoOn }),
  );
}

/** Starts the deletion of a stack. */
export function beginDelete(starter: Starter, stack: StackRow, retain: readonly string[], roleArn?: string): void {
  const { globe } = starter;
  cancelOperation(globe, stack.stackId);
  const operation = operationFor(starter, stack.stackId, roleArn ?? stack.roleArn);
  operation.record.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
  runInBackground(globe, stack.stackId, `delete stack ${stack.name}`, () => runDelete(operation, new Set(retain)));
}

/** Starts the rollback of a stack whose update failed: back to the template of before. */
export function beginRollback(starter: Starter, stack: StackRow, model: StackModel, roleArn?: string): void {
  const { globe } = starter;
  const operation = operationFor(starter, stack.stackId, roleArn ?? stack.roleArn);
  operation.record.setStatus(
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'User Initiated',
    sourceOf(model, stack.before?.tags ?? stack.tags),
  );
  runInBackground(globe, stack.stackId, `roll back stack ${stack.name}`, (mayGoOn) =>
    runUpdate(operation, model, { statuses: rollingBack, rollback: false, mayGoOn }),
  );
}

/** Starts the rollback of a stack whose creation failed: everything goes. */
export function beginRollbackOfCreate(starter: Starter, stack: StackRow, roleArn?: string): void {
  const operation = operationFor(starter, stack.stackId, roleArn ?? stack.roleArn);
  operation.record.setStatus('ROLLBACK_IN_PROGRESS', 'User Initiated');
  runInBackground(starter.globe, stack.stackId, `roll back stack ${stack.name}`, () =>
    removeAll(operation, 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'),
  );
}
