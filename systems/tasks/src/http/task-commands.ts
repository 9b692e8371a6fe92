import { CommandRefused, decide, type Refusal, type TaskCommand, type TaskEvent } from '../domain/task.ts';
import { HistoryIncomplete, next, type RecordedEvent, type TaskVersion } from '../domain/task-version.ts';
import { describeError, type Log } from '../log.ts';
import type { EventLog, LedgerEntry } from '../storage/event-log.ts';
import type { Ledger } from '../storage/ledger.ts';
import type { TaskViews } from '../storage/task-views.ts';
import { type Answer, ClientError } from './answers.ts';
import type { OnceKey } from './request.ts';

/** An answer that was given, for the request with this digest. */
export interface GivenAnswer {
  readonly digest: string;
  readonly answer: Answer;
}

export interface CommandContext {
  readonly eventLog: EventLog;
  readonly views: TaskViews;
  readonly ledger: Ledger<GivenAnswer>;
  readonly nextUlid: () => string;
  readonly now: () => Date;
  readonly region: string;
  readonly log: Log;
}

export interface CommandRequest {
  readonly taskId: string;
  readonly command: TaskCommand;
  /** The version that the client saw, when it wants to change no other. */
  readonly expectedVersion?: number | undefined;
  readonly once?: OnceKey | undefined;
  /** What a client is told of the outcome. */
  readonly answer: (version: TaskVersion) => Answer;
}

/** Twenty writers of one task get through: in every round one of them wins, and reloading spaces them out. */
const attempts = 24;
const answersLastSeconds = 24 * 60 * 60;

/** Takes a command: one event in the log, the view after it, the answer. Throws ClientError. */
export async function handleCommand(request: CommandRequest, context: CommandContext): Promise<Answer> {
  const given = await givenAnswer(request.once, context);
  if (given !== undefined) return given;
  const commandId = context.nextUlid();
  let seen: TaskVersion | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    seen = await currentVersion(request, seen, context);
    const { recorded, version } = prepare(request, seen, commandId, context);
    const answer = request.answer(version);
    const ledgerEntry = entryFor(request.once, answer);
    const outcome = await context.eventLog.append({ recorded, version, ...(ledgerEntry && { ledgerEntry }) });
    if (outcome === 'repeated') return await answerOfTheOther(request.once, context);
    if (outcome === 'appended') {
      await updateView(version, context);
      return answer;
    }
  }
  throw new ClientError(409, 'Task is being changed by others: try again', { 'retry-after': '1' });
}

/** Loads the task, or reads on from what an earlier attempt saw. */
async function currentVersion(
  { taskId, command }: CommandRequest,
  seen: TaskVersion | undefined,
  { eventLog }: CommandContext,
): Promise<TaskVersion | undefined> {
  if (command.kind === 'create') return undefined;
  try {
    return seen === undefined ? await eventLog.load(taskId) : await eventLog.catchUp(taskId, seen);
  } catch (error) {
    if (!(error instanceof HistoryIncomplete)) throw error;
    throw new ClientError(409, 'Task is still arriving from another region: try again', { 'retry-after': '1' });
  }
}

function prepare(
  { taskId, command, expectedVersion }: CommandRequest,
  current: TaskVersion | undefined,
  commandId: string,
  { now, region }: CommandContext,
): { readonly recorded: RecordedEvent; readonly version: TaskVersion } {
  const at = now();
  const event = decided(current, taskId, command, at);
  const sequence = current?.sequence ?? 0;
  if (expectedVersion !== undefined && sequence !== expectedVersion) {
    throw new ClientError(412, `Task is at version ${sequence}, not ${expectedVersion}`);
  }
  const recorded = { event, sequence: sequence + 1, commandId, region, recordedAtMs: at.getTime() };
  return { recorded, version: next(current, recorded) };
}

function decided(current: TaskVersion | undefined, taskId: string, command: TaskCommand, at: Date): TaskEvent {
  try {
    return decide(current?.task, taskId, command, at.toISOString());
  } catch (error) {
    if (error instanceof CommandRefused) throw refusals[error.refusal]();
    throw error;
  }
}

const refusals: Readonly<Record<Refusal, () => ClientError>> = {
  'not found': () => new ClientError(404, 'Task not found'),
  deleted: () => new ClientError(403, 'Forbidden: the task is deleted'),
  exists: () => new ClientError(409, 'Task exists'),
};

/** The event is committed: whatever happens to the view is repaired by the stream, and readers look past it. */
async function updateView(version: TaskVersion, { views, log }: CommandContext): Promise<void> {
  try {
    await views.put(version);
  } catch (error) {
    log('the view is behind and will be repaired', { taskId: version.task.id, ...describeError(error) });
  }
}

function entryFor(once: OnceKey | undefined, answer: Answer): LedgerEntry | undefined {
  if (once === undefined) return undefined;
  const entry: GivenAnswer = { digest: once.digest, answer };
  return { entryId: entryIdOf(once), entry, lastsSeconds: answersLastSeconds };
}

function entryIdOf(once: OnceKey): string {
  return `command#${once.key}`;
}

async function givenAnswer(once: OnceKey | undefined, { ledger }: CommandContext): Promise<Answer | undefined> {
  const given = once === undefined ? undefined : await ledger.find(entryIdOf(once));
  if (given === undefined) return undefined;
  if (given.digest !== once?.digest) throw new ClientError(422, 'Idempotency-Key was used for another request');
  return given.answer;
}

async function answerOfTheOther(once: OnceKey | undefined, context: CommandContext): Promise<Answer> {
  const answer = await givenAnswer(once, context);
  if (answer === undefined) throw new Error('the ledger refused an entry that it does not have');
  return answer;
}
