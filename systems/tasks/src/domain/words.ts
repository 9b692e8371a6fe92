const longestWord = 64;

/** The distinct words of a text, without case and accents: "Café au lait" gives cafe, au, lait. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set((plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(cut))];
}

/** By code points, so that no character is cut in half. */
function cut(word: string): string {
  return word.length <= longestWord ? word : [...word].slice(0, longestWord / 2).join('');
}

/** The words by which a task is found. A deleted task has none. */
export function wordsOfTask(task: {
  readonly name: string;
  readonly summary: string | null;
  readonly deleted: boolean;
}): readonly string[] {
  return task.deleted ? [] : wordsOf(`${task.name} ${task.summary ?? ''}`);
}

/** Whether a task has every one of these words. */
export function hasWords(task: Parameters<typeof wordsOfTask>[0], words: readonly string[]): boolean {
  const present = new Set(wordsOfTask(task));
  return words.every((word) => present.has(word));
}
