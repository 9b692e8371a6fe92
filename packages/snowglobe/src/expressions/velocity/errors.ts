/** A template that Velocity does not understand. */
export class VelocitySyntaxError extends Error {
  override readonly name = 'VelocitySyntaxError';
  /** 1 is the first. */
  readonly line: number;
  /** 1 is the first. */
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(`${message} at line ${line}, column ${column}`);
    this.line = line;
    this.column = column;
  }
}

/** A rendering that had to be given up: an exception that Java would have thrown, or a limit that was reached. */
export class VelocityRenderError extends Error {
  override readonly name = 'VelocityRenderError';
}
