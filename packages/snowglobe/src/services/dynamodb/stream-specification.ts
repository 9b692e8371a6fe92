import type { StreamSpecification, StreamViewType } from '@aws-sdk/client-dynamodb';
import { invalidParameter } from './errors.ts';

/** The view type of a stream to turn on; undefined for none. Throws AWS's ValidationException. */
export function requestedViewType(specification: StreamSpecification | undefined): StreamViewType | undefined {
  if (!specification) return undefined;
  const { StreamEnabled: isEnabled, StreamViewType: viewType } = specification;
  if (isEnabled && !viewType) {
    throw invalidParameter('StreamViewType must be specified when StreamEnabled is true');
  }
  if (!isEnabled && viewType) {
    throw invalidParameter('StreamViewType can only be specified when StreamEnabled is true');
  }
  return viewType;
}
