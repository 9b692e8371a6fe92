import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { allow } from './grants.ts';
import { NodeFunction } from './node-function.ts';

function functionStack(): { readonly stack: Stack; readonly made: NodeFunction } {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Stack');
  const made = new NodeFunction(stack, 'Greeter', {
    entry: new URL('./node-function.ts', import.meta.url),
    description: 'Says hello',
    environment: { GREETING: 'hello' },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return { stack, made };
}

test('a function has a role and a log group of its own, 30 seconds, tracing and source maps', () => {
  const template = Template.fromStack(functionStack().stack);
  const [made] = Object.values(template.findResources('AWS::Lambda::Function'));
  expect(made?.['Properties']).toMatchObject({
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Timeout: 30,
    TracingConfig: { Mode: 'Active' },
    Environment: { Variables: { GREETING: 'hello', NODE_OPTIONS: '--enable-source-maps' } },
  });
  expect(Object.keys(template.findResources('AWS::IAM::Role'))).toHaveLength(1);
  const logs = template.findResources('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 7 } });
  expect(Object.keys(logs)).toHaveLength(1);
});

test('a function may write its log, send traces, and what it is allowed: exactly that', () => {
  const { stack, made } = functionStack();
  allow(made, ['sqs:SendMessage'], ['arn:aws:sqs:eu-north-1:123456789012:queue']);
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const actions = policies.flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
  );
  expect(new Set(actions)).toEqual(
    new Set([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:SendMessage',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]),
  );
});
