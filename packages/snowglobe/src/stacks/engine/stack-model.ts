import type { PropertySupport } from '../../contract/resource-type.ts';
import { conformProperties } from '../check/conform.ts';
import { findResourceType, isCustomResource, nestedStack } from '../check/find-resource-type.ts';
import { reportSupport } from '../check/support.ts';
import { circularNodes, type Graph } from '../graph.ts';
import { type Evaluation, evaluate } from '../intrinsics/evaluate.ts';
import { intrinsicFunctions } from '../intrinsics/functions.ts';
import { pseudoParameters, type StackIdentity } from '../intrinsics/pseudo-parameters.ts';
import { isValueObject, unknown, type Value } from '../intrinsics/value.ts';
import { parameterValues, type StackParameter } from '../parameters/resolve-parameters.ts';
import type { ResourceTypes } from '../registry.ts';
import { resourceSchema } from '../resource-schema.ts';
import { conditionEvaluator } from '../template/conditions.ts';
import type { Problems } from '../template/problems.ts';
import type { Path, TemplateDocument } from '../template/read-template.ts';
import { checkRules } from '../template/rules.ts';
import type { Template } from '../template/template.ts';

/** What a template is evaluated with. */
export interface ModelInputs {
  readonly document: TemplateDocument;
  readonly template: Template;
  readonly identity: StackIdentity;
  readonly parameters: readonly StackParameter[];
  readonly types: ResourceTypes;
  /** The value of an export; undefined when nothing exports the name. */
  exportValue(name: string): string | undefined;
}

/** A template that was checked whole, and what can be known of it beforehand. */
export interface StackModel extends ModelInputs {
  /** The resources whose condition holds. */
  readonly wanted: readonly string[];
  /** What each resource needs before it: by Ref, GetAtt, Sub and DependsOn. */
  readonly needs: Graph;
  /** Properties as far as they are known before anything is made. */
  readonly foreseen: ReadonlyMap<string, Readonly<Record<string, Value>>>;
  readonly imports: ReadonlySet<string>;
  readonly acceptedWithoutEffect: readonly string[];
}

type Lookup = Pick<Evaluation, 'resource' | 'fail' | 'failUnresolved'>;

/** Evaluates expressions of a template, with resources as `lookup` knows them. */
export function createEvaluation(
  inputs: ModelInputs,
  lookup: Lookup,
  onImport: (name: string) => void = () => {},
): Evaluation {
  const { template, identity, types } = inputs;
  const base = {
    template,
    parameters: new Map([...pseudoParameters(identity), ...parameterValues(template, inputs.parameters)]),
    region: identity.scope.region,
    importValue: (name: string) => {
      onImport(name);
      return inputs.exportValue(name);
    },
    fail: lookup.fail,
    failUnresolved: lookup.failUnresolved,
  };
  const condition = conditionEvaluator(base);
  const hasAttribute = (logicalId: string, attribute: string) =>
    typeHasAttribute(template.resources[logicalId]?.type ?? '', attribute, types);
  return { ...base, functions: intrinsicFunctions, condition, resource: lookup.resource, hasAttribute };
}

function typeHasAttribute(type: string, attribute: string, types: ResourceTypes): boolean {
  if (isCustomResource(type)) return true;
  if (type === nestedStack) return attribute.startsWith('Outputs.');
  const schema = resourceSchema(type);
  return !schema || !types.has(type) || schema.attributes.includes(attribute);
}

/** Checks the whole template and foresees its properties. Throws one error that lists all problems. */
export function buildModel(inputs: ModelInputs, problems: Problems): StackModel {
  const { template } = inputs;
  const needs = new Map<string, Set<string>>();
  const imports = new Set<string>();
  let current = new Set<string>();
  const isWanted = (logicalId: string): boolean => {
    const condition = template.resources[logicalId]?.condition;
    return condition === undefined || evaluation.condition(condition, ['Resources', logicalId]);
  };
  const failUnresolved = (name: string, path: Path): typeof unknown => {
    problems.addUnresolved(String(path[0]), name);
    return unknown;
  };
  const evaluation = createEvaluation(
    inputs,
    {
      resource: (logicalId, path) => {
        if (!isWanted(logicalId)) return failUnresolved(logicalId, path);
        current.add(logicalId);
        return unknown;
      },
      fail: (message, path) => {
        problems.add(message, path);
        return unknown;
      },
      failUnresolved,
    },
    (name) => imports.add(name),
  );

  for (const name of Object.keys(template.conditions)) evaluation.condition(name, ['Conditions', name]);
  checkRules(evaluation);
  const wanted = Object.keys(template.resources).filter(isWanted);
  const foreseen = new Map<string, Readonly<Record<string, Value>>>();
  const accepted: string[] = [];
  for (const logicalId of wanted) {
    current = new Set();
    needs.set(logicalId, current);
    foreseen.set(logicalId, foresee(logicalId, inputs, evaluation, problems, accepted));
    addDependsOn(logicalId, inputs, current, isWanted, problems);
  }
  // Outputs need no order: what they refer to exists by then.
  current = new Set();
  foreseeOutputs(template, evaluation);
  const circle = circularNodes(needs);
  if (circle.length > 0)
    problems.add(`Circular dependency between resources: [${circle.join(', ')}]`, ['Resources', circle[0] ?? '']);
  const error = problems.toError(inputs.document);
  if (error) throw error;
  return { ...inputs, wanted, needs, foreseen, imports, acceptedWithoutEffect: accepted };
}

function addDependsOn(
  logicalId: string,
  { template }: ModelInputs,
  needs: Set<string>,
  isWanted: (logicalId: string) => boolean,
  problems: Problems,
): void {
  for (const name of template.resources[logicalId]?.dependsOn ?? []) {
    if (!Object.hasOwn(template.resources, name)) problems.addUnresolved('Resources', name);
    else if (isWanted(name)) needs.add(name);
  }
}

/** Evaluates and checks one resource's properties before anything exists. */
function foresee(
  logicalId: string,
  { template, types }: ModelInputs,
  evaluation: Evaluation,
  problems: Problems,
  accepted: string[],
): Readonly<Record<string, Value>> {
  const resource = template.resources[logicalId];
  if (!resource) return {};
  const path = ['Resources', logicalId, 'Properties'];
  const evaluated = evaluate(resource.properties, evaluation, path);
  const values = isValueObject(evaluated) ? evaluated : {};
  const type = findResourceType(types, resource.type);
  if (!type) {
    const known = resourceSchema(resource.type) !== undefined;
    problems.addShared(
      known
        ? `Resource type ${resource.type} is not supported`
        : `Template format error: Unrecognized resource types: [${resource.type}]`,
      logicalId,
      ['Resources', logicalId, 'Type'],
    );
    return values;
  }
  addSupportProblems(logicalId, resource.type, values, type.properties, problems, accepted);
  return conformTo(resource.type, values, (place, text) => {
    const message = `Properties validation failed for resource ${logicalId} with message:\n[${place}: ${text}]`;
    problems.add(message, [...path, ...place.split('/').slice(1)]);
  });
}

/** Properties in the kinds that the type's schema says; as they are when no schema was generated. */
export function conformTo(
  type: string,
  values: Readonly<Record<string, Value>>,
  violation: (place: string, text: string) => void,
): Readonly<Record<string, Value>> {
  const schema = isCustomResource(type) ? undefined : resourceSchema(type);
  return schema ? conformProperties(values, schema, violation) : values;
}

function addSupportProblems(
  logicalId: string,
  type: string,
  values: Readonly<Record<string, Value>>,
  supported: Readonly<Record<string, PropertySupport>>,
  problems: Problems,
  accepted: string[],
): void {
  if (isCustomResource(type)) return;
  const schema = resourceSchema(type);
  const report = reportSupport(values, supported);
  for (const name of report.unsupported) {
    // What AWS has no such property for is told by the check against the schema.
    if (schema && !((name.split('.')[0] ?? '') in schema.properties)) continue;
    const path = ['Resources', logicalId, 'Properties', ...name.split('.')];
    problems.addShared(`Property ${name} of ${type} is not supported`, logicalId, path);
  }
  accepted.push(...report.accepted.map((text) => `${logicalId}.${text}`));
}

function foreseeOutputs(template: Template, evaluation: Evaluation): void {
  for (const [name, output] of Object.entries(template.outputs)) {
    const path = ['Outputs', name];
    if (output.condition !== undefined && !evaluation.condition(output.condition, path)) continue;
    evaluate(output.value, evaluation, [...path, 'Value']);
    if (output.exportName !== undefined) evaluate(output.exportName, evaluation, [...path, 'Export', 'Name']);
  }
}
