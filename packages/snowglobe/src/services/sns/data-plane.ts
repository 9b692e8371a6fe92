import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import { outbox } from '../../contract/mail.ts';
import type { Principal } from '../../contract/principal.ts';
import { everywhere } from '../../contract/scope.ts';
import type { DataPlane, DataPlaneResponse } from '../../contract/service.ts';
import { confirm, unsubscribe } from './confirmation.ts';
import { invalidParameter } from './errors.ts';
import { certificatePath, snsPath } from './signing.ts';
import { requireSubscription } from './subscription.ts';
import { signingKeys } from './tables.ts';
import { addressOfArn } from './topic.ts';

const json = (value: unknown, status = 200): DataPlaneResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** What a click in a message does: the caller is nobody in particular. Gives the subscription's ARN. */
function follow(globe: Globe, query: URLSearchParams): string {
  const action = query.get('Action') ?? '';
  const topicArn = query.get('TopicArn') ?? '';
  const subscriptionArn = query.get('SubscriptionArn') ?? '';
  const account = addressOfArn(topicArn || subscriptionArn)?.scope.account ?? '';
  const caller: Principal = { kind: 'anonymous', account };
  const cause = globe.causes.begin('request', `sns:${action}`);
  return globe.store.step(cause, () => {
    if (action === 'ConfirmSubscription') {
      const token = query.get('Token') ?? '';
      return confirm(globe, { topicArn, token, authenticateOnUnsubscribe: false, caller, cause }).arn;
    }
    if (action !== 'Unsubscribe') throw invalidParameter('Action');
    unsubscribe(globe, requireSubscription(globe, subscriptionArn), caller, cause);
    return subscriptionArn;
  });
}

async function followed(globe: Globe, query: string): Promise<DataPlaneResponse> {
  try {
    const SubscriptionArn = follow(globe, new URLSearchParams(query));
    await globe.store.flushed();
    return json({ SubscriptionArn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code, message, options } = error;
    return json({ Error: { Code: code, Message: message } }, options.status ?? (code === 'NotFound' ? 404 : 400));
  }
}

function mails(globe: Globe): DataPlaneResponse {
  const rows = [...globe.store.everyCollection(outbox)].flatMap(({ rows: located }) => [...located.range()]);
  return json({ messages: rows.sort((a, b) => (a.id < b.id ? -1 : 1)) });
}

/** The certificate of signatures, the links in messages, and every mail (oldest first). */
export const dataPlane: DataPlane = {
  matches: ({ path }) => path.startsWith(snsPath),
  async handle({ method, path, query }, globe) {
    if (method !== 'GET') return json({ message: 'Method Not Allowed' }, 405);
    if (path === snsPath) return followed(globe, query);
    if (path === `${snsPath}outbox`) return mails(globe);
    const rows = globe.store.collection(signingKeys, everywhere);
    const key = [...rows.range()].find((row) => certificatePath(row.id) === path);
    if (!key) return json({ message: 'Not Found' }, 404);
    return { status: 200, headers: { 'content-type': 'application/x-pem-file' }, body: key.certificate };
  },
};
