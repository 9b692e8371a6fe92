import { type Evaluation, evaluate } from '../intrinsics/evaluate.ts';
import { textOf, type Value } from '../intrinsics/value.ts';
import type { StackOutput } from '../state/rows.ts';
import { exportInUse, exportsIn } from '../state/stacks.ts';
import type { Operation } from './resource-context.ts';

/** Evaluates a stack's outputs. Throws when one has no text, or its export clashes with another stack. */
export function evaluateOutputs(operation: Operation, evaluation: Evaluation): readonly StackOutput[] {
  const outputs: StackOutput[] = [];
  for (const [key, output] of Object.entries(evaluation.template.outputs)) {
    const path = ['Outputs', key];
    if (output.condition !== undefined && !evaluation.condition(output.condition, path)) continue;
    const value = outputText(key, evaluate(output.value, evaluation, [...path, 'Value']));
    const exportName =
      output.exportName === undefined
        ? undefined
        : outputText(key, evaluate(output.exportName, evaluation, [...path, 'Export', 'Name']));
    outputs.push({
      key,
      value,
      ...(output.description !== undefined && { description: output.description }),
      ...(exportName !== undefined && { exportName }),
    });
  }
  checkExports(operation, outputs);
  return outputs;
}

function outputText(key: string, value: Value): string {
  const text = textOf(value);
  if (text === undefined) {
    throw new Error(
      `Template format error: The Value field of every Outputs member must evaluate to a String. (output ${key})`,
    );
  }
  return text;
}

function checkExports({ globe, scope, record }: Operation, outputs: readonly StackOutput[]): void {
  const exports = exportsIn(globe, scope);
  for (const { exportName } of outputs) {
    const owner = exportName === undefined ? undefined : exports.get(exportName);
    if (owner && owner.stack.stackId !== record.stackId) {
      throw new Error(`Export with name ${exportName} is already exported by stack ${owner.stack.name}.`);
    }
  }
  const inUse = exportInUse(globe, scope, record.row, outputs);
  if (inUse) throw new Error(`Export ${inUse.name} cannot be updated as it is in use by ${inUse.importers.join(', ')}`);
}
