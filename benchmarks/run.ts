import { benchmarkAccess } from './access.ts';
import { benchmarkFunctions } from './functions.ts';
import { benchmarkIngest } from './ingest.ts';
import { benchmarkJobs } from './jobs.ts';
import { benchmarkRequests } from './requests.ts';
import { benchmarkStart } from './start.ts';
import { benchmarkTasks } from './tasks.ts';

/** `npm run bench [name ...]`: every figure that the README claims, beside its peer. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  start: benchmarkStart,
  requests: benchmarkRequests,
  functions: benchmarkFunctions,
  tasks: benchmarkTasks,
  access: benchmarkAccess,
  ingest: benchmarkIngest,
  jobs: benchmarkJobs,
};

const names = process.argv.slice(2);
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (names.length === 0 || names.includes(name)) await benchmark();
}
