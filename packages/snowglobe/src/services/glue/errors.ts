import { AwsError } from '../../contract/aws-error.ts';

const notFound = (message: string) => new AwsError('EntityNotFoundException', message);

export const databaseNotFound = (name: string) => notFound(`Database ${name} not found.`);

export const tableNotFound = (name: string) => notFound(`Table ${name} not found.`);

export const versionNotFound = (version: string) => notFound(`Table version ${version} not found.`);

export const partitionNotFound = () => notFound('Cannot find partition.');

const alreadyExists = (message: string) => new AwsError('AlreadyExistsException', message);

export const databaseExists = () => alreadyExists('Database already exists.');

export const tableExists = () => alreadyExists('Table already exists.');

export const partitionExists = () => alreadyExists('Partition already exists.');

export const invalidInput = (message: string) => new AwsError('InvalidInputException', message);

export const unsupported = (what: string) => invalidInput(`${what} is not supported.`);

export const versionMismatch = () =>
  new AwsError('VersionMismatchException', 'The version of the table is not the current one.');
