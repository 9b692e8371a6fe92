import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Scope } from '../../contract/scope.ts';
import { findResourceType, nestedStack } from '../check/find-resource-type.ts';
import { messageOf } from '../errors.ts';
import { dynamicReferences } from '../intrinsics/dynamic-references.ts';
import { type GivenParameter, resolveParameters, type StackParameter } from '../parameters/resolve-parameters.ts';
import { type ResourceTypes, resourceTypesOf } from '../registry.ts';
import { exportsIn } from '../state/stacks.ts';
import { Problems } from '../template/problems.ts';
import { readTemplate } from '../template/read-template.ts';
import { readSections, type Template } from '../template/template.ts';
import { ssmLookup } from './fetch-parameters.ts';
import { fetchReference } from './fetch-reference.ts';
import { fetchTemplate } from './fetch-template.ts';
import { apiOf } from './resource-context.ts';
import { buildModel, type StackModel } from './stack-model.ts';

export interface PrepareRequest {
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: Cause;
  readonly stackName: string;
  readonly stackId: string;
  readonly templateBody: string;
  readonly parameters: readonly GivenParameter[];
  readonly previousParameters: readonly StackParameter[];
  readonly notificationArns: readonly string[];
}

/** Reads a template, gives its parameters their values and checks it whole. Throws what is wrong, all of it. */
export async function prepareStack(globe: Globe, request: PrepareRequest): Promise<StackModel> {
  const { scope, stackName, stackId, notificationArns } = request;
  const types = resourceTypesOf(globe);
  const document = readTemplate(request.templateBody);
  const problems = new Problems();
  const template = readSections(document.value, problems);
  const api = apiOf(globe, scope, request.caller, request.cause);
  const parameters = await resolveParameters(template, request.parameters, request.previousParameters, ssmLookup(api));
  const exports = exportsIn(globe, scope);
  const model = buildModel(
    {
      document,
      template,
      identity: { stackName, stackId, scope, notificationArns },
      parameters,
      types,
      exportValue: (name) => exports.get(name)?.value,
    },
    problems,
  );
  await checkReferences(globe, request, model);
  await checkNestedStacks(globe, request, model);
  return model;
}

/** Tries the dynamic references that are known already. */
async function checkReferences(globe: Globe, request: PrepareRequest, model: StackModel): Promise<void> {
  const problems = new Problems();
  const api = apiOf(globe, request.scope, request.caller, request.cause);
  for (const [logicalId, properties] of model.foreseen) {
    for (const reference of dynamicReferences(properties)) {
      await fetchReference(reference, api).catch((error: unknown) =>
        problems.add(messageOf(error), ['Resources', logicalId]),
      );
    }
  }
  const error = problems.toError(model.document);
  if (error) throw error;
}

/** Checks the templates of nested stacks whose place is known already, their parameters excepted. */
async function checkNestedStacks(globe: Globe, request: PrepareRequest, model: StackModel): Promise<void> {
  const problems = new Problems();
  for (const [logicalId, { TemplateURL }] of model.foreseen) {
    if (model.template.resources[logicalId]?.type !== nestedStack || typeof TemplateURL !== 'string') continue;
    const path = ['Resources', logicalId];
    try {
      const templateBody = await fetchTemplate(
        globe,
        TemplateURL,
        apiOf(globe, request.scope, request.caller, request.cause),
      );
      checkTypes(readSections(readTemplate(templateBody).value, problems), model.types, logicalId, problems);
    } catch (error) {
      problems.add(`Nested stack ${logicalId}: ${messageOf(error)}`, path);
    }
  }
  const error = problems.toError(model.document);
  if (error) throw error;
}

function checkTypes(template: Template, types: ResourceTypes, nestedId: string, problems: Problems): void {
  for (const [logicalId, { type }] of Object.entries(template.resources)) {
    if (findResourceType(types, type)) continue;
    const path = ['Resources', nestedId];
    problems.addShared(`Nested stack ${nestedId}: Resource type ${type} is not supported`, logicalId, path);
  }
}
