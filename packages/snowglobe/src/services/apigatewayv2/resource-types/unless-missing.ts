import { AwsError } from '../../../contract/aws-error.ts';

/** Waits for the call; a thing that is gone already is as good as deleted. */
export async function unlessMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NotFoundException')) throw error;
  }
}
