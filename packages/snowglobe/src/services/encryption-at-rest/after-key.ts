import type { Call, Operation } from '../../contract/operation.ts';

/** What must be asked of KMS before an operation may run; undefined: nothing. Throws the service's errors. */
export type KeyQuestion<Input> = (input: Input, call: Call) => Promise<unknown> | undefined;

/** An operation that runs once its key was asked: at once, and in its own step, when there is nothing to ask. */
export function afterKey<Input, Output>(
  operation: Operation<Input, Output>,
  question: KeyQuestion<Input>,
): Operation<Input, Output> {
  return (input, call) => {
    const asking = question(input, call);
    if (asking === undefined) return operation(input, call);
    return asking.then(() => {
      let result: Output | Promise<Output> | undefined;
      call.step(() => {
        result = operation(input, call);
      });
      return result as Output | Promise<Output>;
    });
  };
}
