const nameForm = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const valueForm = /^[\t\x20-\x7e\x80-\xff]*$/;

/** True for a header that HTTP can carry (RFC 9110, section 5). */
export function isSendable(name: string, values: readonly string[]): boolean {
  return nameForm.test(name) && values.every((value) => valueForm.test(value));
}
