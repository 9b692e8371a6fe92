import type { OperationModel } from './models.ts';

/** The input of a call from inside, its streamed member as the stream that handlers expect. */
export function streamingInput(
  operation: OperationModel,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const streamed = operation.input?.members.find((member) => member.shape.type === 'streaming-blob');
  if (streamed === undefined) return input;
  const value = input[streamed.name];
  if (value !== undefined && typeof value !== 'string' && !(value instanceof Uint8Array)) return input;
  return { ...input, [streamed.name]: oneChunk(value ?? '') };
}

async function* oneChunk(value: string | Uint8Array): AsyncIterable<Uint8Array> {
  if (value.length > 0) yield typeof value === 'string' ? Buffer.from(value) : value;
}
