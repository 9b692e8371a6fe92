import { App, CfnResource, Stack } from 'aws-cdk-lib';

/** An app whose template AWS would refuse: the bucket has a property that no bucket has. */
const app = new App();
new CfnResource(new Stack(app, 'wrong'), 'Bucket', { type: 'AWS::S3::Bucket', properties: { BucketColour: 'blue' } });
app.synth();
