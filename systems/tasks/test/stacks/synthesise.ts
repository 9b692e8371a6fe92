import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfiguration } from '../../lib/configuration.ts';
import { addTasksSystem } from '../../lib/tasks-system.ts';

/** The app with this context, its functions not bundled: the templates are the same but for the asset hashes. */
function tasksApp(context: Readonly<Record<string, unknown>> = {}, account?: string) {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], ...context }, analyticsReporting: false });
  return addTasksSystem(app, readConfiguration(app.node, account));
}

/** Templates by the part of the stack's name after the environment. */
export function templates(context: Readonly<Record<string, unknown>> = {}, account?: string) {
  const { globalState, regional } = tasksApp(context, account);
  return {
    globalState: Template.fromStack(globalState),
    regional: regional.map((stack) => Template.fromStack(stack)),
  };
}
