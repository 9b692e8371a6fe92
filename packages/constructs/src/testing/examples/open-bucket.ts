import { type App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { printRuleViolations } from '../check-rules.ts';

/** An app that breaks rules on purpose: a bucket without access logs, open to plain HTTP. */
printRuleViolations((app: App) => {
  new Bucket(new Stack(app, 'open'), 'Bucket');
});
