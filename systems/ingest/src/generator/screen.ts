import type { Summary } from './generate.ts';

const barWidth = 30;

/** `[##########--------------------]  33 %  5/15` */
export function progressBar(sent: number, count: number): string {
  const share = count === 0 ? 1 : sent / count;
  const filled = Math.round(share * barWidth);
  const bar = '#'.repeat(filled).padEnd(barWidth, '-');
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${sent}/${count}`;
}

export function summaryText({ sent, byKind, bytes, seconds, rate }: Summary): string {
  const kinds = Object.entries(byKind).map(([kind, count]) => `${count} ${kind}`);
  const totals = `Sent ${sent} payloads (${bytes} bytes) in ${seconds.toFixed(1)} s, ${Math.round(rate)} a second`;
  return kinds.length === 0 ? totals : `${totals}: ${kinds.sort().join(', ')}`;
}
