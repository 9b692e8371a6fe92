import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PropertySupport } from '../packages/snowglobe/src/contract/resource-type.ts';
import type { Service } from '../packages/snowglobe/src/contract/service.ts';
import { loadModel } from '../packages/snowglobe/src/gateway/models.ts';
import { services } from '../packages/snowglobe/src/services/services.ts';

/**
 * Writes docs/fidelity.md from what the code says of itself: the operation tables, the resource types' support tables, the
 * services' READMEs and the `Differs from AWS` comments. With `--check`, exits with 1 when the page is out of date.
 */
const root = join(import.meta.dirname, '..');
const source = join(root, 'packages', 'snowglobe', 'src');
const page = join(root, 'docs', 'fidelity.md');

function serviceSection(service: Service): string {
  const modelled = loadModel(service.id).operationNames;
  const implemented = Object.keys(service.operations).sort();
  const missing = modelled.filter((name) => !implemented.includes(name));
  return [
    `## ${service.id}`,
    `${implemented.length} of ${modelled.length} operations. The others answer 501 with their name.`,
    `**Implemented:** ${implemented.join(', ')}.`,
    ...(missing.length > 0 ? [`**Not implemented:** ${missing.join(', ')}.`] : []),
    ...readmeLists(service.id),
    ...(service.resourceTypes ?? []).map(({ type, properties }) => resourceTypeLine(type, properties)),
  ].join('\n\n');
}

/** The service's README below its title. */
function readmeLists(id: string): readonly string[] {
  const text = readFileSync(join(source, 'services', id, 'README.md'), 'utf8');
  return [
    text
      .replace(/^# .*\n+/, '')
      .replaceAll(/^#+ (.*)$/gm, '**$1**')
      .trim(),
  ];
}

function resourceTypeLine(type: string, properties: Readonly<Record<string, PropertySupport>>): string {
  const honoured = Object.keys(properties).filter((name) => !isAccepted(properties[name]));
  const accepted = Object.entries(properties).flatMap(([name, support]) =>
    isAccepted(support) ? [`${name} (${support.accepted})`] : [],
  );
  const without = accepted.length > 0 ? ` Taken without effect: ${accepted.join('; ')}.` : '';
  return `\`${type}\`: ${honoured.join(', ')}.${without}`;
}

function isAccepted(support: PropertySupport | undefined): support is { readonly accepted: string } {
  return typeof support === 'object' && typeof support.accepted === 'string';
}

/** Every `// Differs from AWS: ...` of the runtime, with the file it stands in. */
function deviations(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return deviations(path);
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) return [];
    const found = readFileSync(path, 'utf8').matchAll(/Differs from AWS:((?:.*)(?:\n\s*(?:\/\/|\*)(?!\/) ?.*)*)/g);
    return [...found].map(
      ([, text]) =>
        `- ${(text ?? '')
          .replaceAll(/\n\s*(\/\/|\*) ?/g, ' ')
          .replace(/\*\/.*$/, '')
          .trim()} (\`${path.slice(source.length + 1)}\`)`,
    );
  });
}

const text = `${[
  '# Fidelity',
  "What each service does and does not do. Made by `npm run fidelity` from the operation tables, the support tables, the services' READMEs and the `Differs from AWS` comments; do not edit it by hand.",
  ...services.map(serviceSection),
  '## Deviations',
  deviations(source).toSorted().join('\n'),
].join('\n\n')}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/fidelity.md is out of date: npm run fidelity');
    process.exitCode = 1;
  }
} else {
  writeFileSync(page, text);
}
