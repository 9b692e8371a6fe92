import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StackRow } from '../../stacks/state/rows.ts';
import { stacksIn } from '../../stacks/state/stacks.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { failInterrupted } from './resume.ts';

let test: TestGlobe;
beforeEach(async () => {
  test = await startTestGlobe();
});
afterEach(() => test.stop());

it('a stack that was interrupted in the middle of an operation has failed, and says why', async () => {
  const { globe } = test;
  const scope = { account: '000000000000', region: 'us-east-1' };
  const row: StackRow = {
    stackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/shop/1',
    name: 'shop',
    status: 'UPDATE_IN_PROGRESS',
    createdAt: 0,
    templateBody: '{}',
    parameters: [],
    tags: [],
    outputs: [],
    imports: [],
    capabilities: [],
    notificationArns: [],
    disableRollback: false,
    terminationProtection: false,
    acceptedWithoutEffect: [],
  };
  globe.store.step(globe.causes.begin('system', 'test'), () => stacksIn(globe, scope).put(row));
  failInterrupted(globe);
  const { Stacks } = await test.client(CloudFormationClient).send(new DescribeStacksCommand({ StackName: 'shop' }));
  expect(Stacks).toMatchObject([
    { StackStatus: 'UPDATE_FAILED', StackStatusReason: expect.stringContaining('interrupted') },
  ]);
});
