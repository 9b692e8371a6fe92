import type { MessageSystemAttributeValue } from '@aws-sdk/client-sqs';
import { md5Hex } from './message.ts';
import { md5OfAttributes } from './message-attributes.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

interface Sent {
  readonly MessageSystemAttributes?: Partial<Record<string, MessageSystemAttributeValue>> | undefined;
}

export interface SentDigests {
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
}

/** The digests by which a sender can tell that its message arrived whole. */
export function sentDigests(sent: Sent, outgoing: OutgoingMessage): SentDigests {
  const ofAttributes = md5OfAttributes(outgoing.attributes);
  const header = sent.MessageSystemAttributes?.AWSTraceHeader?.StringValue;
  const ofSystem =
    header === undefined ? undefined : md5OfAttributes({ AWSTraceHeader: { dataType: 'String', stringValue: header } });
  return {
    MD5OfMessageBody: md5Hex(outgoing.body),
    ...(ofAttributes === undefined ? {} : { MD5OfMessageAttributes: ofAttributes }),
    ...(ofSystem === undefined ? {} : { MD5OfMessageSystemAttributes: ofSystem }),
  };
}
