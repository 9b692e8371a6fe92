import { availabilityZones } from './availability-zones.ts';
import { cidrBlocks } from './cidr.ts';
import { conditionFunctions } from './condition-functions.ts';
import { evaluate, evaluateEach, type Intrinsic } from './evaluate.ts';
import { findInMap } from './find-in-map.ts';
import { getAtt, reference } from './references.ts';
import { substitute } from './substitute.ts';
import { hasUnknown, noValue, textOf, unknown, type Value } from './value.ts';

const joinUsage =
  'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.';

const join: Intrinsic = (argument, evaluation, path) => {
  if (!Array.isArray(argument) || argument.length !== 2) return evaluation.fail(joinUsage, path);
  const [delimiter, list] = evaluateEach(argument, evaluation, path);
  if (typeof delimiter !== 'string') return evaluation.fail(joinUsage, path);
  if (list === unknown) return unknown;
  if (!Array.isArray(list)) return evaluation.fail(joinUsage, path);
  const texts: string[] = [];
  for (const item of list as readonly Value[]) {
    if (hasUnknown(item)) return unknown;
    const text = textOf(item);
    if (text === undefined) return evaluation.fail(joinUsage, path);
    texts.push(text);
  }
  return texts.join(delimiter);
};

const splitUsage =
  'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.';

const split: Intrinsic = (argument, evaluation, path) => {
  if (!Array.isArray(argument) || argument.length !== 2) return evaluation.fail(splitUsage, path);
  const [delimiter, text] = evaluateEach(argument, evaluation, path);
  if (text === unknown) return unknown;
  if (typeof delimiter !== 'string' || delimiter === '' || typeof text !== 'string')
    return evaluation.fail(splitUsage, path);
  return text.split(delimiter);
};

const select: Intrinsic = (argument, evaluation, path) => {
  const usage = 'Template error: Fn::Select requires a list argument with two elements: an integer index and a list';
  if (!Array.isArray(argument) || argument.length !== 2) return evaluation.fail(usage, path);
  const [position, list] = evaluateEach(argument, evaluation, path);
  if (position === unknown || list === unknown) return unknown;
  const index = Number(position);
  if (!Number.isInteger(index) || !Array.isArray(list)) return evaluation.fail(usage, path);
  const item = (list as readonly Value[])[index];
  if (item === undefined || item === null) {
    return evaluation.fail(`Template error: Fn::Select cannot select nonexistent value at index ${index}`, path);
  }
  return item;
};

const importValue: Intrinsic = (argument, evaluation, path) => {
  const name = evaluate(argument, evaluation, path);
  if (name === unknown) return unknown;
  if (typeof name !== 'string') {
    return evaluation.fail('Template error: every Fn::ImportValue object requires the name of an export', path);
  }
  return evaluation.importValue(name) ?? evaluation.fail(`No export named ${name} found`, path);
};

const base64: Intrinsic = (argument, evaluation, path) => {
  const value = evaluate(argument, evaluation, path);
  if (value === unknown) return unknown;
  const text = textOf(value);
  if (text === undefined)
    return evaluation.fail('Template error: every Fn::Base64 object must have a String-typed value.', path);
  return Buffer.from(text, 'utf8').toString('base64');
};

const getAzs: Intrinsic = (argument, evaluation, path) => {
  const region = evaluate(argument, evaluation, path);
  if (region === unknown) return unknown;
  if (typeof region !== 'string') {
    return evaluation.fail('Template error: Fn::GetAZs requires the name of a region', path);
  }
  return availabilityZones(region === '' ? evaluation.region : region);
};

const cidr: Intrinsic = (argument, evaluation, path) => {
  const usage =
    'Template error: every Fn::Cidr object requires two or three parameters, the ipBlock, count and cidrBits';
  if (!Array.isArray(argument) || argument.length < 2 || argument.length > 3) return evaluation.fail(usage, path);
  const values = evaluateEach(argument, evaluation, path);
  if (values.some(hasUnknown)) return unknown;
  const [block, count, bits] = values;
  return (
    cidrBlocks(textOf(block ?? null) ?? '', Number(count), bits === undefined ? undefined : Number(bits)) ??
    evaluation.fail(usage, path)
  );
};

const length: Intrinsic = (argument, evaluation, path) => {
  const value = evaluate(argument, evaluation, path);
  if (value === unknown) return unknown;
  if (!Array.isArray(value))
    return evaluation.fail('Template error: Fn::Length requires an array as its argument', path);
  return value.length;
};

const toJsonString: Intrinsic = (argument, evaluation, path) => {
  if (typeof argument !== 'object' || argument === null) {
    return evaluation.fail('Template error: Fn::ToJsonString requires an object or an array as its argument', path);
  }
  const value = evaluate(argument, evaluation, path);
  return hasUnknown(value) ? unknown : JSON.stringify(value);
};

const choose: Intrinsic = (argument, evaluation, path) => {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    return evaluation.fail('Template error: Fn::If requires a list argument with three elements', path);
  }
  const index = evaluation.condition(argument[0], path) ? 1 : 2;
  return evaluate(argument[index] ?? null, evaluation, [...path, index]);
};

const ref: Intrinsic = (argument, evaluation, path) => {
  if (argument === 'AWS::NoValue') return noValue;
  return reference(argument, evaluation, path);
};

/** The intrinsic functions of resources and outputs, by name. */
export const intrinsicFunctions: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
  'Fn::Base64': base64,
  'Fn::GetAZs': getAzs,
  'Fn::Cidr': cidr,
  'Fn::Length': length,
  'Fn::ToJsonString': toJsonString,
  'Fn::If': choose,
  ...conditionFunctions,
};
