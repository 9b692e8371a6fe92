import type { Globe } from '../../contract/globe.ts';
import type { Due } from '../../contract/time.ts';

interface PlannedSweep {
  readonly at: number;
  readonly due: Due;
}

const plannedOfGlobe = new WeakMap<Globe, Map<string, PlannedSweep>>();

/** Plans work for an instant (epoch ms) under a label; of several plans with one label the earliest stands. */
export function planSweep(globe: Globe, label: string, at: number, work: () => void): void {
  let planned = plannedOfGlobe.get(globe);
  if (!planned) plannedOfGlobe.set(globe, (planned = new Map()));
  const plan = planned.get(label);
  if (plan && plan.at <= at) return;
  plan?.due.cancel();
  const sweeps = planned;
  const due = globe.scheduler.at(at, label, () => {
    sweeps.delete(label);
    work();
  });
  planned.set(label, { at, due });
}
