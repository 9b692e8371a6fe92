import { AwsError } from '../../contract/aws-error.ts';

export const validation = (message: string) => new AwsError('ValidationException', message);

export const pipeNotFound = (name: string) => new AwsError('NotFoundException', `Pipe ${name} does not exist.`);

export const pipeExists = (name: string) => new AwsError('ConflictException', `Pipe ${name} already exists.`);

/** A parameter or value that the globe does not know how to honour. */
export const unsupported = (what: string) => validation(`${what} is not supported by Snowglobe.`);
