import { AwsError } from '../../contract/aws-error.ts';
import { notFound } from './errors.ts';

/** Turns every 404 of a HEAD into the bare NotFound: S3 answers HEAD without a body, so no code arrives. */
export function withoutBody<Output>(work: () => Output): Output {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError && error.options.status === 404) throw notFound(error.options.members);
    throw error;
  }
}
