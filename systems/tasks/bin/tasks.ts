import { App } from 'aws-cdk-lib';
import { readConfiguration } from '../lib/configuration.ts';
import { addTasksSystem } from '../lib/tasks-system.ts';

const app = new App();
addTasksSystem(app, readConfiguration(app.node));
app.synth();
