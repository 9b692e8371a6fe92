import { folded } from './character-class.ts';
import type { Instruction, Program } from './program.ts';

/** One attempt to match a text. */
export interface Attempt {
  readonly text: string;
  /** Starts and ends of the groups, -1 for none; then where loops began. */
  readonly slots: number[];
  readonly spend: (steps: number) => void;
}

/** Where to go back to, or what to put back: in threes, the first telling which. */
type Trail = number[];
const branch = 0;
const restore = 1;

/** Where the match that begins here ends; -1: there is none. `until`: where it must end. */
export function runProgram(program: Program, attempt: Attempt, start: number, until?: number): number {
  const trail: Trail = [];
  let place = 0;
  let at = start;
  for (;;) {
    attempt.spend(1);
    const instruction = program[place];
    if (!instruction) throw new Error('A program that does not end');
    if (instruction.op === 'end') {
      if (until === undefined || at === until) return at;
      at = -1;
    } else if (instruction.op === 'jump') {
      place = instruction.to;
      continue;
    } else if (instruction.op === 'split') {
      trail.push(branch, instruction.second, at);
      place = instruction.first;
      continue;
    } else {
      at = step(instruction, attempt, at, trail);
    }
    if (at >= 0) {
      place += 1;
      continue;
    }
    const back = goBack(trail, attempt);
    if (!back) return -1;
    [place, at] = back;
  }
}

/** To the last place where there was another way. */
function goBack(trail: Trail, { slots }: Attempt): readonly [number, number] | undefined {
  while (trail.length > 0) {
    const [kind = branch, first = 0, second = 0] = trail.splice(-3);
    if (kind === branch) return [first, second];
    slots[first] = second;
  }
  return undefined;
}

function keep(slot: number, value: number, { slots }: Attempt, trail: Trail): void {
  trail.push(restore, slot, slots[slot] ?? -1);
  slots[slot] = value;
}

type Step = Exclude<Instruction, { op: 'end' | 'jump' | 'split' }>;

/** Where it goes on; -1: it does not. */
function step(instruction: Step, attempt: Attempt, at: number, trail: Trail): number {
  const { text, slots } = attempt;
  switch (instruction.op) {
    case 'character': {
      const codePoint = text.codePointAt(at);
      if (codePoint === undefined || !instruction.test(codePoint)) return -1;
      return at + (codePoint > 0xffff ? 2 : 1);
    }
    case 'anchor':
      return instruction.holds(text, at) ? at : -1;
    case 'keep':
      keep(instruction.slot, at, attempt, trail);
      return at;
    case 'progress':
      return slots[instruction.slot] === at ? -1 : at;
    case 'backreference':
      return afterReference(instruction, attempt, at);
    case 'atomic':
      return apart(instruction.part, attempt, at, trail);
    case 'look':
      return look(instruction, attempt, at, trail);
    default:
      return instruction satisfies never;
  }
}

/** Runs a part on its own; what it keeps is put back when the whole goes back. */
function apart(part: Program, attempt: Attempt, at: number, trail: Trail, until?: number): number {
  const before = [...attempt.slots];
  const end = runProgram(part, attempt, at, until);
  before.forEach((value, slot) => {
    if (attempt.slots[slot] === value) return;
    if (end < 0) attempt.slots[slot] = value;
    else trail.push(restore, slot, value);
  });
  return end;
}

function look(
  { part, behind, negative }: Extract<Step, { op: 'look' }>,
  attempt: Attempt,
  at: number,
  trail: Trail,
): number {
  let found = false;
  for (let from = at; from >= 0 && !found; from -= 1) {
    found = apart(part, attempt, from, trail, behind ? at : undefined) >= 0;
    if (!behind) break;
  }
  return found === negative ? -1 : at;
}

function afterReference(
  { slot, ignoreCase }: Extract<Step, { op: 'backreference' }>,
  { text, slots, spend }: Attempt,
  at: number,
): number {
  const [start = -1, end = -1] = slots.slice(slot, slot + 2);
  if (start < 0 || end < start) return -1;
  const wanted = text.slice(start, end);
  const found = text.slice(at, at + wanted.length);
  spend(wanted.length);
  const same = found === wanted || (ignoreCase && lowered(found) === lowered(wanted));
  return same ? at + wanted.length : -1;
}

function lowered(text: string): string {
  return [...text].map((letter) => String.fromCodePoint(folded(letter.codePointAt(0) ?? 0, false))).join('');
}
