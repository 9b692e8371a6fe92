import { expect, it } from 'vitest';
import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import { TrialGlobe } from '../trial/stack-test-globe.ts';
import { operationCaller } from './operation-caller.ts';

const { globe, starter } = new TrialGlobe({ types: [] });
const refusing: Globe = {
  ...globe,
  assumeRole: () => {
    throw new AwsError('AccessDenied', 'no such role');
  },
};

it('works with the permissions of the role, or of the caller when there is none', () => {
  const role = 'arn:aws:iam::000000000000:role/deployer';
  expect(operationCaller(globe, starter.caller, role)).toMatchObject({ roleArn: role });
  expect(operationCaller(globe, starter.caller, undefined)).toBe(starter.caller);
});

it('lets the caller stand in for the execution role of a bootstrap that never was, and for no other', () => {
  const bootstrap = 'arn:aws:iam::000000000000:role/cdk-hnb659fds-cfn-exec-role-000000000000-us-east-1';
  expect(operationCaller(refusing, starter.caller, bootstrap)).toBe(starter.caller);
  expect(() => operationCaller(refusing, starter.caller, 'arn:aws:iam::000000000000:role/deployer')).toThrow(
    'no such role',
  );
});
