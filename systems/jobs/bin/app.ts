import { App } from 'aws-cdk-lib';
import { readConfiguration } from '../lib/configuration.ts';
import { addJobsSystem } from '../lib/jobs-system.ts';

const app = new App();
addJobsSystem(app, readConfiguration(app.node));
app.synth();
