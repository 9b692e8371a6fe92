import { AwsError } from '../contract/aws-error.ts';
import type { SdkAction } from '../contract/door.ts';
import type { Service } from '../contract/service.ts';
import { loadModel, modelledServices, type OperationModel } from './models.ts';
import type { Shape } from './shapes.ts';

/** Service names as integrations write them: `cloudwatchlogs`, `secretsmanager`. */
const plainName = (text: string): string => text.replaceAll('-', '').toLowerCase();

/** Finds an operation by the names of an SDK integration, whose actions begin with a small letter. */
export function findSdkAction(
  services: ReadonlyMap<string, Service>,
  service: string,
  action: string,
): SdkAction | undefined {
  const id = [...modelledServices().keys()].find((each) => plainName(each) === plainName(service));
  if (id === undefined) return undefined;
  const all = loadModel(id);
  const name = all.operationNames.find((each) => each.toLowerCase() === action.toLowerCase());
  const model = name === undefined ? undefined : all.operation(name);
  if (!model) return undefined;
  return {
    service: id,
    operation: model.name,
    implemented: Object.hasOwn(services.get(id)?.operations ?? {}, model.name),
    input: (json) => inputOf(model, json),
  };
}

function inputOf({ name, input }: OperationModel, json: object): object {
  return input === undefined ? {} : structure(input, json, name);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function structure(shape: Shape, value: object, where: string): object {
  const entries = Object.entries(value).map(([key, item]) => {
    const member = shape.members.find(({ name }) => name.toLowerCase() === key.toLowerCase());
    if (!member) throw new AwsError('ValidationException', `${where} has no parameter ${key}.`);
    return [member.name, typed(member.shape, item, `${where}.${member.name}`)];
  });
  return Object.fromEntries(entries);
}

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8');

function instant(value: unknown): unknown {
  return typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' ? new Date(value) : value;
}

/** A JSON value as the model has it: texts become bytes or instants. What does not fit is left to the operation's validation. */
function typed(shape: Shape, value: unknown, where: string): unknown {
  const { type, member, value: item } = shape;
  if (type === 'blob' || type === 'streaming-blob') return bytes(value);
  if (type === 'timestamp') return instant(value);
  if (type === 'list' && member && Array.isArray(value)) return value.map((each) => typed(member.shape, each, where));
  if (!isObject(value)) return value;
  if (type === 'structure' || type === 'union') return structure(shape, value, where);
  if (type !== 'map' || !item) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typed(item.shape, each, where)]));
}
