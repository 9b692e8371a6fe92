import { validation } from '../errors.ts';

type Input = object;
type Names = readonly string[];

const given = (input: Input, names: Names) =>
  names.filter((name) => (input as Record<string, unknown>)[name] !== undefined);

/** Legacy parameters and expressions do not mix. Throws AWS's ValidationException that lists both. */
export function requireOneStyle(input: Input, legacy: Names, expressions: Names): void {
  const usedExpressions = given(input, expressions);
  const usedLegacy = usedExpressions.length === 0 ? [] : given(input, legacy);
  if (usedLegacy.length > 0) {
    throw validation(
      'Can not use both expression and non-expression parameters in the same request: ' +
        `Non-expression parameters: {${usedLegacy.join(', ')}} Expression parameters: {${usedExpressions.join(', ')}}`,
    );
  }
}

/** Names and values need an expression to stand in; `valueExpressions` are those that can hold values. */
export function requireExpressions(input: Input, expressions: Names, valueExpressions: Names): void {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input as Record<string, unknown>;
  if (names !== undefined && given(input, expressions).length === 0) {
    throw validation('ExpressionAttributeNames can only be specified when using expressions');
  }
  if (values !== undefined && given(input, valueExpressions).length === 0) {
    const verb = valueExpressions.length > 1 ? 'are' : 'is';
    throw validation(
      `ExpressionAttributeValues can only be specified when using expressions: ${valueExpressions.join(' and ')} ${verb} null`,
    );
  }
}
