import type { LogFormat } from './messages.ts';

/** What Lambda itself writes into a function's log. */
export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memoryMb: number;
  readonly usedMemoryMb: number;
  /** Present on the first invocation of an environment. */
  readonly initMs?: number;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType?: string;
}

/** The platform's lines in one log format. `at` is epoch ms. */
export interface PlatformLines {
  initStart(runtime: string, region: string, at: number): string;
  start(requestId: string, version: string, at: number): string;
  /** No line in JSON logs. */
  end(requestId: string): string | undefined;
  report(report: InvocationReport, at: number): string;
}

const billedMs = (report: InvocationReport): number => Math.ceil(report.durationMs + (report.initMs ?? 0));
const iso = (at: number): string => new Date(at).toISOString();

/** `nodejs:22.v1`, `python:3.12.v1`, `provided:al2023.v1` */
const runtimeVersion = (runtime: string): string =>
  `${runtime.replace(/^(nodejs|python|provided)\.?/, '$1:').replace(/\.x$/, '')}.v1`;

const text: PlatformLines = {
  initStart: (runtime, region) =>
    `INIT_START Runtime Version: ${runtimeVersion(runtime)}\tRuntime Version ARN: arn:aws:lambda:${region}::runtime:snowglobe`,
  start: (requestId, version) => `START RequestId: ${requestId} Version: ${version}`,
  end: (requestId) => `END RequestId: ${requestId}`,
  report: (report) => {
    const fields = [
      `REPORT RequestId: ${report.requestId}`,
      `Duration: ${report.durationMs.toFixed(2)} ms`,
      `Billed Duration: ${billedMs(report)} ms`,
      `Memory Size: ${report.memoryMb} MB`,
      `Max Memory Used: ${report.usedMemoryMb} MB`,
      ...(report.initMs === undefined ? [] : [`Init Duration: ${report.initMs.toFixed(2)} ms`]),
      ...(report.status === 'success' ? [] : [`Status: ${report.status}`]),
      ...(report.errorType === undefined ? [] : [`Error Type: ${report.errorType}`]),
    ];
    return `${fields.join('\t')}\t`;
  },
};

const json: PlatformLines = {
  initStart: (runtime, region, at) =>
    JSON.stringify({
      time: iso(at),
      type: 'platform.initStart',
      record: {
        initializationType: 'on-demand',
        phase: 'init',
        runtimeVersion: runtimeVersion(runtime),
        runtimeVersionArn: `arn:aws:lambda:${region}::runtime:snowglobe`,
      },
    }),
  start: (requestId, version, at) =>
    JSON.stringify({ time: iso(at), type: 'platform.start', record: { requestId, version } }),
  end: () => undefined,
  report: (report, at) =>
    JSON.stringify({
      time: iso(at),
      type: 'platform.report',
      record: {
        requestId: report.requestId,
        metrics: {
          durationMs: round(report.durationMs),
          billedDurationMs: billedMs(report),
          memorySizeMB: report.memoryMb,
          maxMemoryUsedMB: report.usedMemoryMb,
          ...(report.initMs === undefined ? {} : { initDurationMs: round(report.initMs) }),
        },
        status: report.status === 'error' ? 'error' : report.status,
        ...(report.errorType === undefined ? {} : { errorType: report.errorType }),
      },
    }),
};

const round = (ms: number): number => Math.round(ms * 1000) / 1000;

export const platformLines: Readonly<Record<LogFormat, PlatformLines>> = { Text: text, JSON: json };

/** Keeps the end of an invocation's log; Lambda returns the last 4 KB. */
export function createLogTail(): { add(line: string): void; text(): string } {
  const limit = 4096;
  let tail = '';
  return {
    add(line) {
      tail += line.endsWith('\n') ? line : `${line}\n`;
      if (tail.length > 4 * limit) tail = tail.slice(-2 * limit);
    },
    text() {
      const bytes = Buffer.from(tail, 'utf8');
      return bytes.length <= limit ? tail : bytes.subarray(bytes.length - limit).toString('utf8');
    },
  };
}
