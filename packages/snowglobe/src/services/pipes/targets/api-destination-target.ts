import { callDestination } from '../http-call.ts';
import type { SendEvents } from './send-batch.ts';

export const sendToApiDestination: SendEvents = async (pipe, events) => {
  const { target, targetParameters } = pipe.row;
  for (const { event, text } of events) {
    await callDestination(pipe, target, targetParameters.HttpParameters, event, text);
  }
  return [];
};
