import type { JavaRegex, Match, Spend } from './java-regex.ts';

/** `String.replaceAll` and `replaceFirst`: `$1`, `${name}` and `\` have their meaning in the replacement. */
export function replaceMatches(
  text: string,
  regex: JavaRegex,
  replacement: string,
  most: number,
  spend: Spend,
): string {
  let result = '';
  let copied = 0;
  for (const match of matchesIn(text, regex, most, spend)) {
    result += text.slice(copied, match.start) + filled(replacement, match);
    spend(1 + (result.length >> 12));
    copied = match.end;
  }
  return result + text.slice(copied);
}

/** `String.split`: without what is empty at the end, unless a negative limit says otherwise. */
export function splitText(text: string, regex: JavaRegex, limit: number, spend: Spend): string[] {
  const parts: string[] = [];
  let copied = 0;
  for (const { start, end } of matchesIn(text, regex, limit > 0 ? limit : Number.POSITIVE_INFINITY, spend)) {
    if (limit > 0 && parts.length === limit - 1) break;
    // A match of nothing at the beginning gives no empty part.
    if (end === 0) continue;
    parts.push(text.slice(copied, start));
    copied = end;
  }
  if (copied === 0 && parts.length === 0) return [text];
  parts.push(text.slice(copied));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}

function* matchesIn(text: string, regex: JavaRegex, most: number, spend: Spend): Generator<Match> {
  let from = 0;
  for (let count = 0; count < most && from <= text.length; count += 1) {
    const match = regex.find(text, from, spend);
    if (!match) return;
    yield match;
    from = match.end === match.start ? match.end + 1 : match.end;
  }
}

function filled(replacement: string, match: Match): string {
  if (!/[\\$]/.test(replacement)) return replacement;
  return replacement.replace(/\\([\s\S])|\$\{([A-Za-z][A-Za-z0-9]*)\}|\$(\d+)/g, (_all, escaped, name, digits) => {
    if (escaped !== undefined) return String(escaped);
    if (name !== undefined) return match.named[String(name)] ?? '';
    return groupText(String(digits), match);
  });
}

/** Java takes as many digits as there are groups: `$12` is group 1 and a 2 where there are fewer than 12. */
function groupText(digits: string, { groups }: Match): string {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) >= groups.length) length -= 1;
  const group = Number(digits.slice(0, length));
  if (group >= groups.length) throw new RangeError(`No group ${group}`);
  return (groups[group] ?? '') + digits.slice(length);
}
