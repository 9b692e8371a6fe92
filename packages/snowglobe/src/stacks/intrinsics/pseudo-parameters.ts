import type { Scope } from '../../contract/scope.ts';
import type { Value } from './value.ts';

export interface StackIdentity {
  readonly stackName: string;
  readonly stackId: string;
  readonly scope: Scope;
  readonly notificationArns: readonly string[];
}

/** The pseudo parameters of a stack, AWS::NoValue excepted. */
export function pseudoParameters(stack: StackIdentity): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ['AWS::AccountId', stack.scope.account],
    ['AWS::Region', stack.scope.region],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stack.stackName],
    ['AWS::StackId', stack.stackId],
    ['AWS::NotificationARNs', stack.notificationArns],
  ]);
}
