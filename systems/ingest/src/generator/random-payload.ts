import type { Kind, Payloads } from '../domain/kinds.ts';
import type { Address } from '../domain/payloads.ts';
import type { Random } from './random.ts';

const names = ['Zoë Årsström', 'Łukasz Wójcik', 'María-José Núñez', '山田 花子', 'Omar 🦊', 'Ann Smith'] as const;
const places = ['Malmö', 'Łódź', 'Córdoba', '東京', 'Reykjavík', 'Boise'] as const;
const things = ['Crème brûlée torch', 'Smörgåsbord set', 'Teapot ☕', 'Plain spoon'] as const;

const makers: { readonly [K in Kind]: (random: Random) => Payloads[K] } = {
  order: (random) => ({
    name: random.pick(things),
    sku: `SKU-${random.whole(1, 500)}`,
    price: random.whole(100, 99_999) / 100,
    shipTo: address(random),
    billTo: address(random),
  }),
  device: (random) => ({
    motorid: `motor-${random.whole(1, 200)}`,
    sensorData: {
      readingId: hex(random, 12),
      pressure: random.whole(0, 10_000) / 10,
      temperature: random.whole(-400, 1_200) / 10,
    },
  }),
  inventory: (random) => ({
    SchemaVersion: '1.0',
    TypeName: 'AWS:Application',
    Id: `i-${hex(random, 8)}`,
    Content: [1, 2, 3].map((number) => ({
      Name: `${random.pick(things)} driver ${number}`,
      Version: `${random.whole(0, 9)}.${random.whole(0, 20)}`,
      Publisher: random.pick(names),
    })),
  }),
  security: (random) => ({
    version: '0',
    id: hex(random, 32),
    'detail-type': 'Security Hub Insight Results',
    source: 'aws.securityhub',
    account: '123456789012',
    time: '2026-01-01T00:00:00Z',
    region: 'eu-north-1',
    resources: [],
    detail: {
      actionName: `Look at ${random.pick(places)}`,
      actionDescription: 'Findings that need a look',
      insightArn: `arn:aws:securityhub:::insight/securityhub/default/${random.whole(1, 40)}`,
      insightName: 'Buckets by findings',
      resultType: 'ResourceId',
      insightResults: [{ [`bucket-${random.whole(1, 9)}`]: random.whole(1, 50) }],
    },
  }),
};

/** A payload of a kind, with texts that are not ASCII. */
export function randomPayload<K extends Kind>(kind: K, random: Random): Payloads[K] {
  return makers[kind](random);
}

function address(random: Random): Address {
  const city = random.pick(places);
  const zip = String(random.whole(10_000, 99_999));
  return { name: random.pick(names), address: `Straße ${random.whole(1, 99)}`, city, state: 'ÅÄ', zip };
}

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join('');
}
