import { printRuleViolations } from '@snowglobe/constructs/testing/check-rules';
import { readConfiguration } from '../../lib/configuration.ts';
import { addTasksSystem } from '../../lib/tasks-system.ts';

printRuleViolations((app) => void addTasksSystem(app, readConfiguration(app.node)));
