const named: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
};

/** `StringEscapeUtils.escapeJavaScript` of Apache Commons Lang 2: quotes of both kinds, slashes, control and non-ASCII characters. */
export function escapeJavaScript(text: string): string {
  // oxlint-disable-next-line no-control-regex -- what is escaped is what is not printable ASCII
  return text.replace(/[\u0000-\u001f'"\\/]|[^\u0000-\u007f]/g, (unit) => named[unit] ?? unicode(unit));
}

function unicode(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
