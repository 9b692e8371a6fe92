import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * Whatever a page names must exist: targets of relative links, paths in backticks (`*` stands for anything), tests by their titles
 * behind the test file (`x.test.ts`: "title"), and files that a block of code shows (```ts path/of/file). Prints each breach as
 * `path:line: what` and exits with 1 when there is one.
 */
const pages = /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$|^(packages|systems|conformance)\/(.*\/)?README\.md$/;

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path));
const known = new Set(files.flatMap((path) => [path, ...foldersOf(path)]));
const names = new Set(files.map((path) => path.slice(path.lastIndexOf('/') + 1)));

/** What is made, not written, and so not always there. */
const generated = /(^|\/)(dist|cdk\.out|node_modules)(\/|$)/;
const pathForm = /^(\.{1,2}\/)*[\w@*][\w.@*-]*(\/[\w.@*-]+)*\/?$/;
const sourceForm = /\.(ts|tsx|mjs|cjs|md)$/;

function foldersOf(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

/** Where a page's paths may begin. */
function bases(page: string): readonly string[] {
  const system = /^(systems|packages)\/[^/]+/.exec(page)?.[0];
  return [dirname(page), '.', ...(system === undefined ? [] : [system]), 'packages/snowglobe/src'];
}

function found(page: string, path: string): string | undefined {
  const candidates = bases(page).map((base) => normalize(join(base, path)).replace(/\/$/, ''));
  return candidates.find((candidate) => candidate === '.' || known.has(candidate) || matches(candidate));
}

function matches(pattern: string): boolean {
  if (!pattern.includes('*')) return false;
  const parts = pattern.split(/(\*+)/).map((part) => (part.startsWith('*') ? '[^/]*' : part.replaceAll('.', '\\.')));
  const form = new RegExp(`^${parts.join('')}$`);
  return [...known].some((path) => form.test(path));
}

/** Whether text in backticks means a path of this repository. */
function isPath(page: string, text: string): boolean {
  if (!pathForm.test(text) || generated.test(text)) return false;
  if (sourceForm.test(text) || text.startsWith('./') || text.startsWith('../')) return true;
  const [first = '', ...rest] = text.replace(/\/$/, '').split('/');
  return (rest.length > 0 || text.endsWith('/')) && !first.startsWith('@') && found(page, first) !== undefined;
}

function exists(page: string, path: string): boolean {
  return found(page, path) !== undefined || (!path.includes('/') && names.has(path));
}

function brokenLinks(page: string, line: string): readonly string[] {
  const targets = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => (target ?? '').replace(/#.*$/, ''));
  const broken = targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
  return broken.filter((target) => !existsSync(join(dirname(page), target))).map((target) => `no ${target}`);
}

function brokenPaths(page: string, line: string): readonly string[] {
  const spans = [...line.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '');
  return spans.filter((text) => isPath(page, text) && !exists(page, text)).map((text) => `no ${text}`);
}

/** `x.test.ts`: "a title", "another" */
function missingTests(page: string, line: string): readonly string[] {
  const mentions = line.matchAll(/`([^`]+\.test\.ts)`: ((?:"[^"]+"(?:, )?)+)/g);
  return [...mentions].flatMap(([, path = '', titles = '']) => {
    const file = found(page, path);
    const text = file === undefined ? '' : readFileSync(file, 'utf8');
    const wanted = [...titles.matchAll(/"([^"]+)"/g)].map(([, title]) => title ?? '');
    return wanted.filter((title) => !hasTitle(text, title)).map((title) => `no test "${title}" in ${path}`);
  });
}

/** A title may be shortened with `...`. */
function hasTitle(text: string, title: string): boolean {
  return title.split('...').every((part) => text.includes(part.trim()));
}

/** A block that shows a file shows it as it is. */
function outdatedBlocks(page: string, text: string): readonly string[] {
  const blocks = text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, path = '', shown]) => {
    const file = found(page, path);
    if (file === undefined) return [`${page}: no ${path}`];
    return readFileSync(file, 'utf8') === shown ? [] : [`${page}: shows another ${path} than there is`];
  });
}

function breachesOf(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8');
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ''));
  const broken = prose.split('\n').flatMap((line, index) => {
    const problems = [...brokenLinks(page, line), ...brokenPaths(page, line), ...missingTests(page, line)];
    return problems.map((problem) => `${page}:${index + 1}: ${problem}`);
  });
  return [...broken, ...outdatedBlocks(page, text)];
}

const breaches = files.filter((path) => pages.test(path)).flatMap(breachesOf);
for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exitCode = 1;
