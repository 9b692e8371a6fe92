import { AwsError } from '../../contract/aws-error.ts';

export const validation = (message: string) => new AwsError('ValidationException', message);

export const scheduleNotFound = (name: string) =>
  new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`);

export const groupNotFound = (name: string) =>
  new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`);

export const scheduleExists = (name: string) => new AwsError('ConflictException', `Schedule ${name} already exists.`);

export const groupExists = (name: string) =>
  new AwsError('ConflictException', `Schedule group ${name} already exists.`);

/** A parameter or value that the globe does not know how to honour. */
export const unsupported = (what: string) => validation(`${what} is not supported by Snowglobe.`);
