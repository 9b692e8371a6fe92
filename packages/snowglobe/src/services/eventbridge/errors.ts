import { AwsError } from '../../contract/aws-error.ts';

export const validation = (message: string) => new AwsError('ValidationException', message);

/** AWS's sentence for one wrong parameter. */
export const invalidParameter = (parameter: string, reason: string) =>
  validation(`Parameter ${parameter} is not valid. Reason: ${reason}`);

export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const busNotFound = (name: string) => notFound(`Event bus ${name} does not exist.`);

export const ruleNotFound = (rule: string, bus: string) => notFound(`Rule ${rule} does not exist on EventBus ${bus}.`);

export const alreadyExists = (kind: string, name: string) =>
  new AwsError('ResourceAlreadyExistsException', `${kind} ${name} already exists.`);

export const invalidPattern = (reason: string) =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);

export const limitExceeded = () =>
  new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');

export const illegalStatus = (message: string) => new AwsError('IllegalStatusException', message);

/** A parameter or value that the globe does not know how to honour. */
export const unsupported = (what: string) => validation(`${what} is not supported by Snowglobe.`);
