import { parseArn } from '../../contract/arn.ts';
import type { EventTarget } from '../../contract/event-target.ts';

/** Others invoke functions asynchronously, and need the function's permission like any caller. */
export const eventTarget: EventTarget = {
  async deliver(globe, arn, { body, cause, caller }) {
    const { account = '', region = '' } = parseArn(arn) ?? {};
    await globe.call({
      service: 'lambda',
      operation: 'Invoke',
      input: { FunctionName: arn, InvocationType: 'Event', Payload: Buffer.from(body, 'utf8') },
      scope: { account, region },
      caller,
      cause,
    });
  },
};
