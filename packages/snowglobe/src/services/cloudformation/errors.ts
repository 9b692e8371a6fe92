import { AwsError } from '../../contract/aws-error.ts';

function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, { status: 400 });
}

/** Clients tell a new stack by exactly this text. */
export function stackDoesNotExist(name: string): AwsError {
  return validationError(`Stack with id ${name} does not exist`);
}

/** DescribeStackResources, ListStackResources and some others name the stack without "with id". */
export function stackNamedDoesNotExist(name: string): AwsError {
  return validationError(`Stack '${name}' does not exist`);
}

export function stackAlreadyExists(name: string): AwsError {
  return new AwsError('AlreadyExistsException', `Stack [${name}] already exists`, { status: 400 });
}

export function noUpdates(): AwsError {
  return validationError('No updates are to be performed.');
}

/** `can not be updated`, `cannot be rolled back` ... */
export function wrongState(stackId: string, status: string, outcome: string): AwsError {
  return validationError(`Stack:${stackId} is in ${status} state and ${outcome}.`);
}

export function terminationProtected(name: string): AwsError {
  return validationError(`Stack [${name}] cannot be deleted while TerminationProtection is enabled`);
}

export function exportInUse(name: string, importers: readonly string[]): AwsError {
  return validationError(`Export ${name} cannot be deleted as it is in use by ${importers.join(' and ')}`);
}

export function exportNotImported(name: string): AwsError {
  return validationError(`Export '${name}' is not imported by any stack.`);
}

export function insufficientCapabilities(capability: string): AwsError {
  return new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${capability}]`, { status: 400 });
}

export function oneTemplateSource(): AwsError {
  return validationError('Either Template URL or Template Body must be specified.');
}

export function templateTooLong(length: number): AwsError {
  return validationError(
    `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200 (it has ${length})`,
  );
}

export function resourceDoesNotExist(logicalId: string, stackName: string): AwsError {
  return validationError(`Resource ${logicalId} does not exist for stack ${stackName}`);
}

export function changeSetNotFound(name: string): AwsError {
  return new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, { status: 404 });
}

export function changeSetExists(name: string): AwsError {
  return new AwsError(
    'AlreadyExistsException',
    `ChangeSet ${name} cannot be created due to a mismatch with existing attribute(s) of a ChangeSet with the same name`,
    { status: 400 },
  );
}

export function changeSetNotExecutable(changeSetId: string, status: string): AwsError {
  const message = `ChangeSet [${changeSetId}] cannot be executed in its current execution status of [${status}]`;
  return new AwsError('InvalidChangeSetStatus', message, { status: 400 });
}

export function notSupported(what: string): AwsError {
  return validationError(`${what} is not supported`);
}

export function invalidStackPolicy(): AwsError {
  return validationError('Error validating stack policy: Invalid stack policy');
}
