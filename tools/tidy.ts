import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** House rules that the linter has no word for. Prints each breach as `path:line: what` and exits with 1 when there is one. */

const forbiddenNames = ['common', 'core', 'shared', 'utils', 'util', 'helpers', 'helper', 'misc', 'manager', 'base'];
const longestFileLines = 300;

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  /** Path fragments of the files where it is at home. */
  readonly home: readonly string[];
}

const runtime = 'packages/snowglobe/src/';
const bans: readonly Ban[] = [
  {
    what: 'the time of day belongs to time/: use globe.clock',
    pattern: /\bDate\.now\(\)|new Date\(\)/,
    home: ['src/time/', 'src/execution/worker/'],
  },
  {
    what: 'randomness belongs to time/: use globe.random',
    pattern: /\bMath\.random\(|\brandomUUID\b|\brandomBytes\b/,
    // Keys and nonces may not follow from a seed: with a data folder they would come again after a restart.
    home: ['src/time/', 'src/storage/', 'src/execution/worker/', 'src/services/kms/random-bytes.ts'],
  },
  {
    what: 'the environment belongs to cli/',
    pattern: /\bprocess\.env\b/,
    home: ['src/cli/', 'src/execution/', 'src/stacks/assets/', 'src/testing/'],
  },
  {
    what: 'files belong to storage/',
    pattern: /from 'node:fs(\/promises)?'/,
    home: [
      'src/storage/',
      'src/execution/',
      'src/stacks/',
      'src/cli/',
      'src/gateway/models.ts',
      'src/testing/',
      'src/apps/',
    ],
  },
  { what: 'timers belong to time/: use globe.scheduler', pattern: /from 'node:timers/, home: ['src/time/'] },
];

const sleeps = /setTimeout\(\s*(resolve|r|done)\b|timers\/promises|\bsleep\(/;
const workplace = /\/(work|farm)\/|https?:\/\/(registry|deb)\.|\bthis (session|sandbox)\b/;

function breachesOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const isTest = path.endsWith('.test.ts');
  const found: string[] = [];
  const name = path.split('/').find((part) => forbiddenNames.includes(part.replace(/\..*$/, '')));
  if (name) found.push(`${path}: '${name}' says nothing: name the subject`);
  if (/\.(ts|mjs)$/.test(path) && lines.length > longestFileLines + 1)
    found.push(`${path}: ${lines.length} lines, at most ${longestFileLines}`);
  lines.forEach((line, index) => {
    const at = `${path}:${index + 1}`;
    if (workplace.test(line) && path !== 'tools/tidy.ts') found.push(`${at}: a path or host of one machine`);
    if (isTest && sleeps.test(line) && !path.includes('src/execution/')) found.push(`${at}: a test that sleeps`);
    if (isTest || !path.startsWith(runtime)) return;
    for (const { what, pattern, home } of bans) {
      if (pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line) && !home.some((part) => path.includes(part)))
        found.push(`${at}: ${what}`);
    }
  });
  return found;
}

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n');
const texts = tracked.filter(
  (path) => /\.(ts|tsx|mjs|cjs|md|ya?ml|json|sh)$/.test(path) && !/package-lock|\/models\/|\/schemas\//.test(path),
);
const breaches = texts.flatMap(breachesOf);
for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exitCode = 1;
