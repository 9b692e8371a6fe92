import type { Json } from '../json.ts';
import type { Path } from '../template/read-template.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { unknown, type Value } from './value.ts';

/** Ref: a parameter's value, or what a resource is known by. */
export function reference(argument: Json, evaluation: Evaluation, path: Path): Value {
  if (typeof argument !== 'string')
    return evaluation.fail('Template error: every Ref object must have a single String value.', path);
  return valueOf(argument, evaluation, path);
}

/** The value of a parameter or the Ref of a resource. */
export function valueOf(name: string, evaluation: Evaluation, path: Path): Value {
  const parameter = evaluation.parameters.get(name);
  if (parameter !== undefined) return parameter;
  if (!Object.hasOwn(evaluation.template.resources, name)) return evaluation.failUnresolved(name, path);
  const resource = evaluation.resource(name, path);
  return resource === unknown ? unknown : resource.ref;
}

/** Fn::GetAtt, as a list or as `Resource.Attribute`. */
export function getAtt(argument: Json, evaluation: Evaluation, path: Path): Value {
  const usage =
    'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute';
  const [logicalId, named] =
    typeof argument === 'string' ? splitAtDot(argument) : Array.isArray(argument) ? argument : [];
  if (typeof logicalId !== 'string' || logicalId === '' || named === undefined) return evaluation.fail(usage, path);
  const attribute = evaluate(named, evaluation, [...path, 1]);
  if (attribute === unknown) return unknown;
  if (typeof attribute !== 'string' || attribute === '') return evaluation.fail(usage, path);
  if (!Object.hasOwn(evaluation.template.resources, logicalId)) {
    return evaluation.fail(`Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`, path);
  }
  return attributeOf(logicalId, attribute, evaluation, path);
}

/** An attribute of a resource of the template. */
export function attributeOf(logicalId: string, attribute: string, evaluation: Evaluation, path: Path): Value {
  if (!evaluation.hasAttribute(logicalId, attribute)) {
    return evaluation.fail(
      `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
      path,
    );
  }
  const resource = evaluation.resource(logicalId, path);
  if (resource === unknown) return unknown;
  return (
    resource.attribute(attribute) ??
    evaluation.fail(`Attribute ${attribute} of resource ${logicalId} has no value`, path)
  );
}

export function splitAtDot(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
