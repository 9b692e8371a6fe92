/** A piece of the text of Fn::Sub: literal text, or a variable between `${` and `}`. */
export type SubPart = { readonly text: string } | { readonly variable: string };

const variable = /\$\{([^${}]*)\}/g;

/** Whether a name may stand in `${...}`. */
export function isSubVariable(name: string): boolean {
  return /^[A-Za-z0-9_.:]+$/.test(name);
}

/** Divides the text of Fn::Sub. `${!x}` is the literal `${x}`. */
export function parseSub(text: string): readonly SubPart[] {
  const parts: SubPart[] = [];
  let literal = '';
  let end = 0;
  for (const match of text.matchAll(variable)) {
    const name = match[1] ?? '';
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (name.startsWith('!')) {
      literal += `\${${name.slice(1)}}`;
      continue;
    }
    if (literal !== '') parts.push({ text: literal });
    literal = '';
    parts.push({ variable: name.trim() });
  }
  literal += text.slice(end);
  if (literal !== '') parts.push({ text: literal });
  return parts;
}
