import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { type MailHandover, type MailRow, outbox } from '../../contract/mail.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Change } from '../../contract/store.ts';
import { addressIn, mailMessage } from './mail-message.ts';
import { SmtpProblem, type SmtpRelay } from './smtp-relay.ts';

/** Where mails are kept as files. */
export interface MailFiles {
  has(name: string): boolean;
  write(name: string, content: Uint8Array): void;
  remove(name: string): void;
}

export interface PostOfficeOptions {
  readonly relay?: SmtpRelay | undefined;
  readonly files?: MailFiles | undefined;
}

export interface PostOffice {
  /** Begins with what lies in the outbox. */
  start(): void;
  /** Nothing is written any more once this resolves; a mail that was being handed over is handed over again after the next start. */
  stop(): Promise<void>;
}

const firstWaitMs = 1_000;
const longestWaitMs = 15 * 60_000;

/** How long a mail waits for the server after so many tries in vain: it doubles up to a quarter of an hour, and never ends. */
export function relayDelayMs(failures: number): number {
  return Math.min(firstWaitMs * 2 ** Math.min(failures - 1, 20), longestWaitMs);
}

/** What follows a try. */
function afterTry({ handover }: MailRow, problem: SmtpProblem | undefined, now: number): MailHandover {
  if (!problem) return { state: 'taken', at: now };
  const { message: reason } = problem;
  if (problem.permanent) return { state: 'refused', at: now, reason };
  const failures = (handover?.state === 'waiting' ? handover.failures : 0) + 1;
  return { state: 'waiting', failures, dueAt: now + relayDelayMs(failures), reason };
}

const fileName = ({ account, region }: Scope, id: string) => `${id}-${region}-${account}.eml`;

class GlobePostOffice implements PostOffice {
  readonly #globe: Globe;
  readonly #relay: SmtpRelay | undefined;
  readonly #files: MailFiles | undefined;
  readonly #underWay = new Set<Promise<void>>();
  #stopWatching = () => {};
  #stopped = false;

  constructor(globe: Globe, { relay, files }: PostOfficeOptions) {
    this.#globe = globe;
    this.#relay = relay;
    this.#files = files;
  }

  start(): void {
    this.#stopWatching = this.#globe.store.watch(outbox, (change) => this.#onChange(change));
    for (const { scope, rows } of this.#globe.store.everyCollection(outbox)) {
      for (const row of rows.range()) this.#accept(scope, row);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopWatching();
    this.#relay?.close();
    await Promise.allSettled(this.#underWay);
  }

  #onChange({ scope, key, before, after }: Change<MailRow>): void {
    if (!before && after) this.#accept(scope, after);
    if (!after) this.#files?.remove(fileName(scope, key));
  }

  /** Sees to a mail that is new, or that a start found. */
  #accept(scope: Scope, row: MailRow): void {
    const { scheduler } = this.#globe;
    const files = this.#files;
    if (files && !files.has(fileName(scope, row.id))) {
      scheduler.soon(`file of the mail to ${row.to}`, async () => {
        files.write(fileName(scope, row.id), await mailMessage(row));
      });
    }
    if (this.#relay) this.#schedule(scope, row);
  }

  #schedule(scope: Scope, { id, to, handover }: MailRow): void {
    if (handover && handover.state !== 'waiting') return;
    const { scheduler, clock } = this.#globe;
    const work = () => this.#attempt(scope, id);
    if (handover && handover.dueAt > clock.now()) scheduler.at(handover.dueAt, `mail to ${to}`, work);
    else scheduler.soon(`mail to ${to}`, work);
  }

  async #attempt(scope: Scope, id: string): Promise<void> {
    const relay = this.#relay;
    const row = this.#globe.store.collection(outbox, scope).get(id);
    // The globe was emptied, or is ending.
    if (!relay || !row || this.#stopped) return;
    const { causes, activity } = this.#globe;
    const cause = causes.begin('delivery', `mail to ${row.to} by ${relay.name}`, row.cause);
    const done = activity.begin('delivery', cause.label);
    const work = this.#handOver(relay, scope, row, cause).finally(done);
    this.#underWay.add(work);
    await work.finally(() => this.#underWay.delete(work));
  }

  async #handOver(relay: SmtpRelay, scope: Scope, row: MailRow, cause: Cause): Promise<void> {
    const problem = await this.#try(relay, row);
    if (this.#stopped) return;
    const { store, clock, causes } = this.#globe;
    if (problem) causes.begin('delivery', `${relay.name} did not take the mail: ${problem.message}`, cause);
    const handover = afterTry(row, problem, clock.now());
    store.step(cause, () => {
      const rows = store.collection(outbox, scope);
      if (rows.has(row.id)) rows.put({ ...row, handover });
    });
    this.#schedule(scope, { ...row, handover });
  }

  async #try(relay: SmtpRelay, row: MailRow): Promise<SmtpProblem | undefined> {
    try {
      await relay.send({ from: addressIn(row.from), to: row.to }, await mailMessage(row));
      return undefined;
    } catch (error) {
      if (error instanceof SmtpProblem) return error;
      throw error;
    }
  }
}

/** Keeps the mails of the outbox as files, and hands them to a mail server, as far as either is given. */
export function createPostOffice(globe: Globe, options: PostOfficeOptions): PostOffice {
  return new GlobePostOffice(globe, options);
}
