import type { OperationModel } from './models.ts';

export function validate(_operation: OperationModel, _input: Readonly<Record<string, unknown>>): void {}
