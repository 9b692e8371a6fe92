import { readFileSync, writeFileSync } from 'node:fs';
import { typesOf } from '../lib/schema-types.ts';

/** Writes src/domain/payloads.ts from the schemas. `--check` writes nothing and fails when the file is out of date. */
const schemaFiles = ['order', 'device-reading', 'inventory', 'security-insight'];
const target = new URL('../src/domain/payloads.ts', import.meta.url);
const schemas = schemaFiles.map((name) =>
  JSON.parse(readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), 'utf8')),
);
const text = typesOf(schemas);
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write('src/domain/payloads.ts is out of date: npm run types\n');
  process.exitCode = 1;
}
