import type { Parameter, RollbackConfiguration } from '@aws-sdk/client-cloudformation';
import type { Call } from '../../contract/operation.ts';
import { fetchTemplate } from '../../stacks/engine/fetch-template.ts';
import { type PrepareRequest, prepareStack } from '../../stacks/engine/prepare-stack.ts';
import { apiOf } from '../../stacks/engine/resource-context.ts';
import type { StackModel } from '../../stacks/engine/stack-model.ts';
import type { StackSettings, Starter } from '../../stacks/engine/stack-operations.ts';
import type { StackRow, Tag } from '../../stacks/state/rows.ts';
import { findStack } from '../../stacks/state/stacks.ts';
import { requireCapabilities } from './capabilities.ts';
import { notSupported, oneTemplateSource, stackDoesNotExist, templateTooLong } from './errors.ts';
import { templateBodyBytes } from './limits.ts';

/** The members that CreateStack, UpdateStack and CreateChangeSet have in common. */
export interface StackInput {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly Parameters?: Parameter[] | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
  readonly RoleARN?: string | undefined;
  readonly RollbackConfiguration?: RollbackConfiguration | undefined;
}

/** A stack that must exist. */
export function requireStack(call: Call, nameOrId: string | undefined): StackRow {
  const stack = nameOrId === undefined ? undefined : findStack(call.globe, call.scope, nameOrId);
  if (!stack) throw stackDoesNotExist(nameOrId ?? '');
  return stack;
}

export function starterOf(call: Call, clientRequestToken?: string): Starter {
  const { globe, scope, caller, cause } = call;
  return { globe, scope, caller, cause, clientRequestToken };
}

/** The template's text: from the request, from S3, or the stack's own. */
export async function templateOf(input: StackInput, call: Call, stack?: StackRow): Promise<string> {
  const sources = [input.TemplateBody, input.TemplateURL].filter((source) => source !== undefined);
  if (sources.length === 0 && input.UsePreviousTemplate && stack) return stack.templateBody;
  if (sources.length !== 1) throw oneTemplateSource();
  if (input.TemplateBody !== undefined) {
    const length = Buffer.byteLength(input.TemplateBody);
    if (length > templateBodyBytes) throw templateTooLong(length);
    return input.TemplateBody;
  }
  return fetchTemplate(call.globe, input.TemplateURL ?? '', apiOf(call.globe, call.scope, call.caller, call.cause));
}

/** Reads and checks the template of a request. */
export async function prepareInput(
  input: StackInput,
  call: Call,
  target: { readonly stackName: string; readonly stackId: string; readonly stack?: StackRow | undefined },
): Promise<StackModel> {
  const { stack, stackName, stackId } = target;
  refuseRollbackTriggers(input.RollbackConfiguration);
  const request: PrepareRequest = {
    scope: call.scope,
    caller: call.caller,
    cause: call.cause,
    stackName,
    stackId,
    templateBody: await templateOf(input, call, stack),
    parameters: (input.Parameters ?? []).map(({ ParameterKey = '', ParameterValue, UsePreviousValue }) => ({
      name: ParameterKey,
      ...(!UsePreviousValue && { text: ParameterValue ?? '' }),
    })),
    previousParameters: stack?.parameters ?? [],
    notificationArns: input.NotificationARNs ?? stack?.notificationArns ?? [],
  };
  const model = await prepareStack(call.globe, request);
  requireCapabilities(model, input.Capabilities ?? []);
  return model;
}

/** Differs from AWS: no alarm watches an operation, so it can neither be monitored nor rolled back by one. */
function refuseRollbackTriggers({
  RollbackTriggers = [],
  MonitoringTimeInMinutes = 0,
}: RollbackConfiguration = {}): void {
  if (RollbackTriggers.length > 0) throw notSupported('RollbackConfiguration.RollbackTriggers');
  if (MonitoringTimeInMinutes > 0) throw notSupported('RollbackConfiguration.MonitoringTimeInMinutes');
}

export function tagsOf(input: StackInput, stack?: StackRow): readonly Tag[] {
  return input.Tags?.map(({ Key = '', Value = '' }) => ({ Key, Value })) ?? stack?.tags ?? [];
}

export function settingsOf(input: StackInput, stack?: StackRow): StackSettings {
  return {
    tags: tagsOf(input, stack),
    capabilities: input.Capabilities ?? stack?.capabilities ?? [],
    notificationArns: input.NotificationARNs ?? stack?.notificationArns ?? [],
    roleArn: input.RoleARN,
  };
}
