import { formatArn } from '../../contract/arn.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import { parametersOf } from './parameter.ts';
import { arnResource, parseReference } from './parameter-name.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */

/** Rules read whichever members their operation's input has. */
type Input = Parameters<AccessRule>[0];

const onParameters =
  (action: string, namesOf: (input: Input) => readonly string[]): AccessRule =>
  (input: Input, call) =>
    namesOf(input).map((reference) => ask(call, action, reference));

function ask(call: Call, action: string, reference: string) {
  const { name } = parseReference(reference);
  const tags = parametersOf(call).get(name)?.tags ?? [];
  return {
    action: `ssm:${action}`,
    resource: formatArn('ssm', call.scope, arnResource(name)),
    context: Object.fromEntries(tags.map(({ Key, Value }) => [`aws:ResourceTag/${Key}`, Value ?? ''])),
  };
}

const byName = (input: Input): readonly string[] => [input.Name];
const byNames = (input: Input): readonly string[] => input.Names ?? [];
const byResource = (input: Input): readonly string[] => [input.ResourceId];

export const ssmAccess: Readonly<Record<string, AccessRule>> = {
  AddTagsToResource: onParameters('AddTagsToResource', byResource),
  DeleteParameter: onParameters('DeleteParameter', byName),
  DeleteParameters: onParameters('DeleteParameters', byNames),
  DescribeParameters: () => [{ action: 'ssm:DescribeParameters', resource: '*' }],
  GetParameter: onParameters('GetParameter', byName),
  GetParameterHistory: onParameters('GetParameterHistory', byName),
  GetParameters: onParameters('GetParameters', byNames),
  GetParametersByPath: onParameters('GetParametersByPath', (input) => [input.Path]),
  LabelParameterVersion: onParameters('LabelParameterVersion', byName),
  ListTagsForResource: onParameters('ListTagsForResource', byResource),
  PutParameter: onParameters('PutParameter', byName),
  RemoveTagsFromResource: onParameters('RemoveTagsFromResource', byResource),
  UnlabelParameterVersion: onParameters('UnlabelParameterVersion', byName),
};
