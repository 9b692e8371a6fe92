import { parseArn } from '../../../contract/arn.ts';
import type { Principal } from '../../../contract/principal.ts';

/** In whose name a topic's messages arrive. */
export function snsPrincipal(topicArn: string): Principal {
  const account = parseArn(topicArn)?.account ?? '';
  return { kind: 'service', service: 'sns.amazonaws.com', account, sourceArn: topicArn };
}
