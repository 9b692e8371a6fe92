import type { AccessRule } from '../../contract/operation.ts';
import { pipeArn } from './pipe.ts';
import { pipesService } from './service-principal.ts';

/** What the rules read, of whichever operation's input. */
interface Input {
  readonly Name?: string;
  readonly RoleArn?: string;
  readonly resourceArn?: string;
}

const onPipe =
  (action: string): AccessRule<Input> =>
  ({ Name = '', RoleArn }, { scope }) => [
    { action: `pipes:${action}`, resource: pipeArn(scope, Name) },
    ...(RoleArn === undefined
      ? []
      : [{ action: 'iam:PassRole', resource: RoleArn, context: { 'iam:PassedToService': pipesService } }]),
  ];

const onTagged =
  (action: string): AccessRule<Input> =>
  ({ resourceArn = '*' }) => [{ action: `pipes:${action}`, resource: resourceArn }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgepipes.html */
export const access: Readonly<Record<string, AccessRule>> = {
  CreatePipe: onPipe('CreatePipe'),
  DeletePipe: onPipe('DeletePipe'),
  DescribePipe: onPipe('DescribePipe'),
  ListPipes: () => [{ action: 'pipes:ListPipes', resource: '*' }],
  ListTagsForResource: onTagged('ListTagsForResource'),
  StartPipe: onPipe('StartPipe'),
  StopPipe: onPipe('StopPipe'),
  TagResource: onTagged('TagResource'),
  UntagResource: onTagged('UntagResource'),
  UpdatePipe: onPipe('UpdatePipe'),
};
