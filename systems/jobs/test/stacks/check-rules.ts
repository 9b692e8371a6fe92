import { printRuleViolations } from '@snowglobe/constructs/testing/check-rules';
import { readConfiguration } from '../../lib/configuration.ts';
import { addJobsSystem } from '../../lib/jobs-system.ts';

printRuleViolations((app) => addJobsSystem(app, readConfiguration(app.node)));
