export interface AwsErrorOptions {
  /** HTTP status; default: what the model says of the code, else 400. */
  readonly status?: number;
  /** Further modelled members of the error's body, such as `CancellationReasons`. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** An error that the caller caused, with AWS's code and text. Anything else that is thrown is a fault of ours (500 InternalFailure). */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** The modelled shape name or wire code, for example `ResourceNotFoundException`. */
  readonly code: string;
  readonly options: AwsErrorOptions;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message);
    this.code = code;
    this.options = options;
  }
}
