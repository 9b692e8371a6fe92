import { parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import { invalidParameter, unsupported } from './errors.ts';
import type { Protocol, TopicRow } from './tables.ts';

const isArnOf = (service: string) => (endpoint: string) => {
  const arn = parseArn(endpoint);
  return arn?.service === service && /^\d{12}$/.test(arn.account) && arn.region !== '' && arn.resource !== '';
};

function isUrlOf(scheme: string) {
  return (endpoint: string) => endpoint.startsWith(`${scheme}://`) && URL.canParse(endpoint);
}

const isMailAddress = (endpoint: string) => /^[^\s@]+@[^\s@]+$/.test(endpoint);

/** What the endpoint of each protocol must be, and what is said of one that is not. */
const endpoints: Readonly<Record<Protocol, readonly [(endpoint: string) => boolean, string]>> = {
  sqs: [isArnOf('sqs'), 'SQS endpoint ARN'],
  lambda: [isArnOf('lambda'), 'Lambda endpoint ARN'],
  firehose: [isArnOf('firehose'), 'Firehose endpoint ARN'],
  http: [isUrlOf('http'), 'Endpoint must match the specified protocol'],
  https: [isUrlOf('https'), 'Endpoint must match the specified protocol'],
  email: [isMailAddress, 'Email address'],
  'email-json': [isMailAddress, 'Email address'],
};

/** AWS has them; this globe has no telephones. */
const notHere = ['sms', 'application'];

/** Throws InvalidParameter. */
export function protocolOf(text: string): Protocol {
  if (notHere.includes(text)) throw unsupported(`Protocol ${text}`);
  if (!Object.hasOwn(endpoints, text)) {
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${text}`);
  }
  return text as Protocol;
}

const isFifoQueue = (protocol: Protocol, endpoint: string) => protocol === 'sqs' && endpoint.endsWith('.fifo');

/** Throws InvalidParameter. https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-code-examples.html says what FIFO topics deliver to. */
export function checkEndpoint(globe: Globe, topic: TopicRow, protocol: Protocol, endpoint: string): void {
  const [fits, refusal] = endpoints[protocol];
  if (!fits(endpoint)) throw invalidParameter(refusal);
  if (protocol === 'firehose' && !globe.eventTarget(endpoint)) throw unsupported('Protocol firehose');
  if (topic.fifo && protocol !== 'sqs') {
    throw invalidParameter(`Invalid protocol type: ${protocol}`);
  }
  if (!topic.fifo && isFifoQueue(protocol, endpoint)) {
    throw invalidParameter(
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  }
}

/** Functions and streams, and queues of the subscriber's own account, need no confirmation. */
export function needsConfirmation(protocol: Protocol, endpoint: string, callerAccount: string): boolean {
  if (protocol === 'lambda' || protocol === 'firehose') return false;
  return protocol !== 'sqs' || parseArn(endpoint)?.account !== callerAccount;
}
