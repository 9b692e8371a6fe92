import { describe, expect, it } from 'vitest';
import { Problems } from '../template/problems.ts';
import { readTemplate } from '../template/read-template.ts';
import { readSections } from '../template/template.ts';
import { parameterValues, resolveParameters, type StackParameter } from './resolve-parameters.ts';

const noSsm = async () => new Map<string, string>();

async function resolve(
  declared: Readonly<Record<string, object>>,
  given: Readonly<Record<string, string | undefined>> = {},
  previous: readonly StackParameter[] = [],
  ssm: (names: readonly string[]) => Promise<ReadonlyMap<string, string>> = noSsm,
) {
  const document = readTemplate(JSON.stringify({ Parameters: declared, Resources: { A: { Type: 'X' } } }));
  const template = readSections(document.value, new Problems());
  const list = Object.entries(given).map(([name, text]) => (text === undefined ? { name } : { name, text }));
  const parameters = await resolveParameters(template, list, previous, ssm);
  return Object.fromEntries(parameterValues(template, parameters));
}

describe('parameters', () => {
  it('take the given value, the previous one or the default', async () => {
    const declared = {
      Given: { Type: 'String', Default: 'd' },
      Kept: { Type: 'String', Default: 'd' },
      Default: { Type: 'Number', Default: 7 },
    };
    const previous = [{ name: 'Kept', text: 'before', noEcho: false }];
    expect(await resolve(declared, { Given: 'g', Kept: undefined }, previous)).toEqual({
      Given: 'g',
      Kept: 'before',
      Default: '7',
    });
  });

  it('that are lists are divided at commas', async () => {
    expect(
      await resolve({ L: { Type: 'CommaDelimitedList' }, N: { Type: 'List<Number>' } }, { L: 'a , b', N: '1,2' }),
    ).toEqual({
      L: ['a', 'b'],
      N: ['1', '2'],
    });
  });

  it('of an SSM type are read from the parameter store', async () => {
    const declared = { P: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/list' } };
    expect(await resolve(declared, {}, [], async () => new Map([['/list', 'x,y']]))).toEqual({ P: ['x', 'y'] });
    await expect(resolve(declared)).rejects.toThrow(
      'Unable to fetch parameters [/list] from parameter store for this account.',
    );
  });

  it.each([
    [{ A: { Type: 'String' } }, {}, 'Parameters: [A] must have values'],
    [{}, { B: 'x' }, 'Parameters: [B] do not exist in the template'],
    [{ A: { Type: 'String', AllowedValues: ['x'] } }, { A: 'y' }, "Parameter 'A' must be one of AllowedValues"],
    [{ A: { Type: 'String', AllowedPattern: '[a-z]+' } }, { A: '1' }, "Parameter 'A' must match pattern [a-z]+"],
    [{ A: { Type: 'String', MinLength: 2 } }, { A: '1' }, "Parameter 'A' must contain at least 2 characters"],
    [{ A: { Type: 'String', MaxLength: '2' } }, { A: '123' }, "Parameter 'A' must contain at most 2 characters"],
    [{ A: { Type: 'Number' } }, { A: 'x' }, "Parameter 'A' must be a number"],
    [{ A: { Type: 'Number', MaxValue: 5 } }, { A: '6' }, "Parameter 'A' must be a number not greater than 5"],
    [
      { A: { Type: 'String', AllowedPattern: 'x', ConstraintDescription: 'be kind' } },
      { A: '1' },
      "Parameter 'A' failed to satisfy constraint: be kind",
    ],
    [{ A: { Type: 'Strange' } }, { A: '1' }, 'Template format error: Unrecognized parameter type: Strange'],
  ])('%j with %j are refused', async (declared, given, message) => {
    await expect(resolve(declared, given)).rejects.toThrow(message);
  });
});
