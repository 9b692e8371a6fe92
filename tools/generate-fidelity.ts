import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PropertySupport, ResourceType } from '../packages/snowglobe/src/contract/resource-type.ts';
import type { Service } from '../packages/snowglobe/src/contract/service.ts';
import { loadModel } from '../packages/snowglobe/src/gateway/models.ts';
import { services } from '../packages/snowglobe/src/services/services.ts';
import { isCustomResource } from '../packages/snowglobe/src/stacks/check/find-resource-type.ts';

/**
 * Writes docs/fidelity.md from what the code says of itself: the operation tables, the resource types' support tables, the
 * services' READMEs and the `Differs from AWS` comments. With `--check`, exits with 1 when the page is out of date.
 */
const root = join(import.meta.dirname, '..');
const source = join(root, 'packages', 'snowglobe', 'src');
const page = join(root, 'docs', 'fidelity.md');

/** What the page says of one service. */
interface Entry {
  readonly title: string;
  readonly readme: string | undefined;
  readonly implemented: number;
  readonly missing: readonly string[];
  readonly resourceTypes: readonly ResourceType[];
  /** List items of the README's section. */
  readonly gaps: readonly string[];
  readonly byDesign: readonly string[];
}

function entryOf(service: Service): Entry {
  const folder = join('packages', 'snowglobe', 'src', 'services', service.id, 'README.md');
  const text = existsSync(join(root, folder)) ? readFileSync(join(root, folder), 'utf8') : undefined;
  const implemented = Object.keys(service.operations);
  return {
    title: /^# (.*)$/m.exec(text ?? '')?.[1] ?? service.id,
    readme: text === undefined ? undefined : `../${folder}`,
    implemented: implemented.length,
    missing: loadModel(service.id).operationNames.filter((name) => !implemented.includes(name)),
    resourceTypes: service.resourceTypes ?? [],
    gaps: listBelow(text ?? '', 'Gaps'),
    byDesign: listBelow(text ?? '', 'By design'),
  };
}

/** The items of the list below a heading, each on one line, without the tests that they name. */
function listBelow(readme: string, heading: string): readonly string[] {
  const section = readme.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const items = section.slice(heading.length).split(/^[-*] +/m);
  return items.slice(1).map((item) =>
    item
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ \((`[^`]*\.test\.ts`[^()]*)\)/g, '')
      .replaceAll(/: `[^`]*\.test\.ts`/g, '')
      .trim(),
  );
}

function anchor({ title }: Entry): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function overview(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => {
    const { title, implemented, missing, resourceTypes, gaps, readme } = entry;
    const known = readme === undefined ? 'no README yet' : `[${gaps.length}](${readme})`;
    return `| [${title}](#${anchor(entry)}) | ${implemented} of ${implemented + missing.length} | ${resourceTypes.length} | ${known} |`;
  });
  return ['| service | operations | resource types | known gaps |', '|---|---|---|---|', ...rows].join('\n');
}

function section(entry: Entry): string {
  const { title, missing, gaps, byDesign, resourceTypes, readme } = entry;
  return [
    `## ${title}`,
    missing.length === 0
      ? 'Every operation of its API is implemented.'
      : `Not implemented (${missing.length}): ${missing.join(', ')}.`,
    readme === undefined ? 'Gaps: no README yet.' : list('Gaps:', gaps),
    list('Otherwise than on AWS, by design:', byDesign),
    typeTable(resourceTypes),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}

/** Properties as they stand in the support tables; what is in neither list is refused. */
function typeTable(types: readonly ResourceType[]): string {
  if (types.length === 0) return '';
  const items = types
    .toSorted((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ type, properties }) => {
      const names = Object.keys(properties);
      const honoured = names.filter((name) => !isAccepted(properties[name]));
      const accepted = names.flatMap((name) => {
        const support = properties[name];
        return isAccepted(support) ? [`${name} (${support.accepted})`] : [];
      });
      const none = isCustomResource(type) ? 'any' : 'none';
      const first = `- \`${type}\`: ${honoured.join(', ') || none}`;
      return accepted.length === 0 ? first : `${first}\n  - taken without effect: ${accepted.join('; ')}`;
    });
  return ['Resource types and the properties that are honoured:', items.join('\n')].join('\n\n');
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
    return [...found].map(([, text]) => `- \`${path.slice(source.length + 1)}\`: ${plainComment(text ?? '')}`);
  });
}

function plainComment(text: string): string {
  return text
    .replaceAll(/\n\s*(\/\/|\*) ?/g, ' ')
    .replace(/\*\/.*$/, '')
    .trim();
}

/** As the repository's formatter wants it. */
function formatted(text: string): string {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = { cwd: root, input: text, encoding: 'utf8' } as const;
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${page}`], options);
}

const entries = services.map(entryOf).filter(({ implemented }) => implemented > 0);
const intro = `What each service does and does not do. Made by \`npm run fidelity\` from the operation tables, the support tables, the services'
READMEs and the \`Differs from AWS\` comments; do not edit it by hand.

- An operation that is not implemented is answered 501, with its name.
- A resource type or property that is not listed is refused before a stack is touched.
- Everything else that is missing is a gap, listed with its service.`;
const made = ['# Fidelity', intro, overview(entries), ...entries.map(section)];
const text = formatted(
  `${[...made, '## Deviations by file', deviations(source).toSorted().join('\n')].join('\n\n')}\n`,
);

if (process.argv.includes('--check')) {
  if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
    console.error('docs/fidelity.md is out of date: npm run fidelity');
    process.exitCode = 1;
  }
} else {
  writeFileSync(page, text);
}
