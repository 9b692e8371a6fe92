import { printRuleViolations } from '@snowglobe/constructs/testing/check-rules';
import { readConfiguration } from '../../lib/configuration.ts';
import { addIngestSystem } from '../../lib/ingest-system.ts';

printRuleViolations((app) => void addIngestSystem(app, readConfiguration(app.node)));
