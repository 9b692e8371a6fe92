import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';

// Prints what AWS's validator finds in the templates of the folder in the first argument.
const folder = process.argv[2] ?? 'cdk.out';
const templates = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
const engine = new RegoEngine();
const errors = templates.flatMap((name) =>
  engine
    .validateStandard(new TemplateFile(join(folder, name)))
    .diagnostics.filter(({ severity }) => severity !== 'INFO' && severity !== 'WARN')
    .map(({ ruleId, message, entity }) => ({ name, ruleId, message, entity })),
);
engine.free();
process.stdout.write(JSON.stringify({ templates, errors }));
