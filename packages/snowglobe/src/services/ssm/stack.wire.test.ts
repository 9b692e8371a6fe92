import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, ListTagsForResourceCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const StackName = 'stack';

describe('a parameter in a stack', () => {
  let globe: TestGlobe;

  beforeEach(async () => {
    globe = await startTestGlobe();
  });

  afterEach(() => globe.stop());

  const template = (Value: string, Tags: object) =>
    JSON.stringify({
      Resources: {
        P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/cdk/version', Type: 'String', Value, Tags } },
      },
      Outputs: {
        Ref: { Value: { Ref: 'P' } },
        Type: { Value: { 'Fn::GetAtt': ['P', 'Type'] } },
        Value: { Value: { 'Fn::GetAtt': ['P', 'Value'] } },
      },
    });

  it('follows its template', async () => {
    const stacks = globe.client(CloudFormationClient);
    const ssm = globe.client(SSMClient);
    const outputs = async () => {
      await globe.settle();
      const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
      return Stacks?.[0]?.Outputs?.map(({ OutputValue }) => OutputValue).sort();
    };
    const value = async () => (await ssm.send(new GetParameterCommand({ Name: '/cdk/version' }))).Parameter?.Value;

    await stacks.send(new CreateStackCommand({ StackName, TemplateBody: template('26', { team: 'ice' }) }));
    expect(await outputs()).toEqual(['/cdk/version', '26', 'String']);
    expect(await value()).toBe('26');

    await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: template('27', { stage: 'test' }) }));
    expect(await outputs()).toEqual(['/cdk/version', '27', 'String']);
    const { TagList } = await ssm.send(
      new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: '/cdk/version' }),
    );
    expect(TagList).toEqual([{ Key: 'stage', Value: 'test' }]);

    await stacks.send(new DeleteStackCommand({ StackName }));
    await globe.settle();
    await expect(value()).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });
});
