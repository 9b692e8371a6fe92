import { createRequire } from 'node:module';
import type * as Nodemailer from 'nodemailer';
import type SmtpPool from 'nodemailer/lib/smtp-pool';

const load = createRequire(import.meta.url);

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** A mail server that takes mails for others. */
export interface SmtpRelay {
  /** `host:port`, for people. */
  readonly name: string;
  /** Rejects with an SmtpProblem. */
  send(envelope: Envelope, message: Buffer): Promise<void>;
  /** Breaks off what is under way. */
  close(): void;
}

export class SmtpProblem extends Error {
  override readonly name = 'SmtpProblem';
  /** The server will not take this mail at any time. */
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean) {
    super(message);
    this.permanent = permanent;
  }
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** 5xx of the addresses or the content is for good (RFC 5321, 4.2.1); of the greeting or the password it may be put right. */
function problemOf(error: unknown): SmtpProblem {
  const { code, responseCode = 0 } = error as SmtpError;
  const permanent = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
  return new SmtpProblem(error instanceof Error ? error.message : String(error), permanent);
}

/** Real time: the server lies outside the globe. */
const timeoutsMs = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/** `smtp://[user:password@]host[:port]`, or `smtps://` for TLS from the start. Throws when it is no such URL. */
export function openSmtpRelay(url: string): SmtpRelay {
  const { protocol, hostname, port } = new URL(url);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '') {
    throw new Error('a mail server is given as smtp://host:port or smtps://host:port');
  }
  const Pool = load('nodemailer/lib/smtp-pool') as typeof SmtpPool;
  const { createTransport } = load('nodemailer') as typeof Nodemailer;
  const pool = new Pool({ url, maxConnections: 2, maxRequeues: 0, ...timeoutsMs });
  const transport = createTransport(pool);
  return {
    name: port === '' ? hostname : `${hostname}:${port}`,
    async send(envelope, raw) {
      try {
        await transport.sendMail({ envelope: { ...envelope }, raw });
      } catch (error) {
        throw problemOf(error);
      }
    },
    close: () => pool.close({ force: true }),
  };
}
