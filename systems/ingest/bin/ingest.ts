import { App } from 'aws-cdk-lib';
import { readConfiguration } from '../lib/configuration.ts';
import { addIngestSystem } from '../lib/ingest-system.ts';

const app = new App();
addIngestSystem(app, readConfiguration(app.node));
app.synth();
