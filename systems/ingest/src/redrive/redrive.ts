import { describeError, type Log } from '../log.ts';

/** A dead letter in the hand: deleted from its queue once it is done, and there again later when it is not. */
export interface Letter {
  readonly body: string;
  readonly remove: () => Promise<void>;
}

export interface LetterQueue {
  /** Up to so many letters; fewer when there are no more. */
  readonly take: (count: number) => Promise<readonly Letter[]>;
}

export interface RedriveResult {
  readonly redriven: number;
  readonly failed: number;
}

/** Processes letters again, one after the other. A letter that fails again stays in its queue. */
export async function redriveLetters(
  queue: LetterQueue,
  count: number,
  process: (body: string) => Promise<void>,
  log: Log,
): Promise<RedriveResult> {
  let redriven = 0;
  let failed = 0;
  while (redriven + failed < count) {
    const letters = await queue.take(Math.min(10, count - redriven - failed));
    if (letters.length === 0) break;
    for (const letter of letters) {
      try {
        await process(letter.body);
        await letter.remove();
        redriven += 1;
      } catch (error) {
        log('a dead letter failed again', describeError(error));
        failed += 1;
      }
    }
  }
  return { redriven, failed };
}
