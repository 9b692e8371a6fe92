/** A text that is no path. */
export class JsonPathSyntaxError extends Error {
  override readonly name = 'JsonPathSyntaxError';
}

/** A path that takes too long to follow. */
export class JsonPathLimitError extends Error {
  override readonly name = 'JsonPathLimitError';
}
