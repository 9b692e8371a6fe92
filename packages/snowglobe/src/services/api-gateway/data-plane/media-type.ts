/** `text/html` of `Text/HTML; charset=UTF-8, ...`: the first media type of a header. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(/[;,]/)[0]?.trim().toLowerCase() ?? '';
}

/** True when the type is among those that an API treats as binary; `image/*` and `*\/*` stand for many. */
export function isBinary(binaryMediaTypes: readonly string[] | undefined, type: string): boolean {
  const [family] = type.split('/');
  return (binaryMediaTypes ?? []).some((each) => {
    const wanted = each.toLowerCase();
    return wanted === '*/*' || wanted === type || wanted === `${family}/*`;
  });
}
