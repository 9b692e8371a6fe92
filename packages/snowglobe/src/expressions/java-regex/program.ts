import { PatternSyntaxError } from './pattern-syntax-error.ts';
import type { CharacterTest, ParsedRegex, RegexNode } from './syntax.ts';

/** One step of a search. Slots hold the starts and ends of groups, and where loops began. */
export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  | { readonly op: 'anchor'; readonly holds: (text: string, at: number) => boolean }
  /** Goes on at `first`; at `second` when that leads nowhere. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  /** Keeps where it is. */
  | { readonly op: 'keep'; readonly slot: number }
  /** Fails where nothing was taken since the slot was kept: such a loop would not end. */
  | { readonly op: 'progress'; readonly slot: number }
  | { readonly op: 'backreference'; readonly slot: number; readonly ignoreCase: boolean }
  /** Goes on behind what the part takes, without another try. */
  | { readonly op: 'atomic'; readonly part: Program }
  | { readonly op: 'look'; readonly part: Program; readonly behind: boolean; readonly negative: boolean }
  | { readonly op: 'end' };

export type Program = readonly Instruction[];

export interface CompiledRegex {
  readonly program: Program;
  readonly slotCount: number;
}

/** Repeats are written out; a pattern that would get longer is refused. */
const mostInstructions = 20_000;

export function compileRegex({ node, groupCount }: ParsedRegex): CompiledRegex {
  const writer = new ProgramWriter({ slots: (groupCount + 1) * 2, instructions: 0 });
  const program = writer.whole(node);
  return { program, slotCount: writer.counts.slots };
}

interface Counts {
  slots: number;
  instructions: number;
}

class ProgramWriter {
  readonly counts: Counts;
  readonly #program: Instruction[] = [];

  constructor(counts: Counts) {
    this.counts = counts;
  }

  whole(node: RegexNode): Program {
    this.#node(node);
    this.#add({ op: 'end' });
    return this.#program;
  }

  #add<One extends Instruction>(instruction: One): One {
    this.counts.instructions += 1;
    if (this.counts.instructions > mostInstructions) throw new PatternSyntaxError('The pattern repeats too much');
    this.#program.push(instruction);
    return instruction;
  }

  get #here(): number {
    return this.#program.length;
  }

  #inner(node: RegexNode): Program {
    return new ProgramWriter(this.counts).whole(node);
  }

  #node(node: RegexNode): void {
    switch (node.kind) {
      case 'character':
        this.#add({ op: 'character', test: node.test });
        return;
      case 'anchor':
        this.#add({ op: 'anchor', holds: node.holds });
        return;
      case 'sequence':
        for (const part of node.parts) this.#node(part);
        return;
      case 'choice':
        this.#choice(node.parts);
        return;
      case 'repeat':
        this.#repeat(node);
        return;
      case 'group':
        this.#add({ op: 'keep', slot: node.number * 2 });
        this.#node(node.part);
        this.#add({ op: 'keep', slot: node.number * 2 + 1 });
        return;
      case 'atomic':
        this.#add({ op: 'atomic', part: this.#inner(node.part) });
        return;
      case 'look':
        this.#add({ op: 'look', part: this.#inner(node.part), behind: node.behind, negative: node.negative });
        return;
      case 'backreference':
        this.#add({ op: 'backreference', slot: node.number * 2, ignoreCase: node.ignoreCase });
        return;
      default:
        node satisfies never;
    }
  }

  #choice(parts: readonly RegexNode[]): void {
    const jumps: { to: number }[] = [];
    parts.forEach((part, index) => {
      if (index === parts.length - 1) {
        this.#node(part);
        return;
      }
      const split = this.#add({ op: 'split', first: this.#here + 1, second: 0 });
      this.#node(part);
      jumps.push(this.#add({ op: 'jump', to: 0 }));
      split.second = this.#here;
    });
    for (const jump of jumps) jump.to = this.#here;
  }

  #repeat({ part, least, most, manner }: Extract<RegexNode, { kind: 'repeat' }>): void {
    if (manner === 'possessive') {
      this.#node({ kind: 'atomic', part: { kind: 'repeat', part, least, most, manner: 'greedy' } });
      return;
    }
    for (let count = 0; count < least; count += 1) this.#node(part);
    if (most === Number.POSITIVE_INFINITY) this.#loop(part, manner === 'lazy');
    else this.#optional(part, most - least, manner === 'lazy');
  }

  #loop(part: RegexNode, lazy: boolean): void {
    const slot = this.counts.slots++;
    const begin = this.#here;
    const split = this.#add({ op: 'split', first: begin + 1, second: begin + 1 });
    this.#add({ op: 'keep', slot });
    this.#node(part);
    this.#add({ op: 'progress', slot });
    this.#add({ op: 'jump', to: begin });
    split[lazy ? 'first' : 'second'] = this.#here;
  }

  /** Each further one may be left out, and all after it. */
  #optional(part: RegexNode, most: number, lazy: boolean): void {
    const splits: { first: number; second: number }[] = [];
    for (let count = 0; count < most; count += 1) {
      splits.push(this.#add({ op: 'split', first: this.#here + 1, second: this.#here + 1 }));
      this.#node(part);
    }
    for (const split of splits) split[lazy ? 'first' : 'second'] = this.#here;
  }
}
