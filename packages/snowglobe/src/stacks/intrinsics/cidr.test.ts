import { expect, it } from 'vitest';
import { cidrBlocks } from './cidr.ts';

it('divides IPv4 and IPv6 blocks', () => {
  expect(cidrBlocks('192.168.0.0/24', 2, 5)).toEqual(['192.168.0.0/27', '192.168.0.32/27']);
  expect(cidrBlocks('2001:db8::/56', 2, 64)).toEqual(['2001:db8::/64', '2001:db8:0:1::/64']);
});

it('refuses what does not fit or is no block', () => {
  expect(cidrBlocks('10.0.0.0/24', 5, 6)).toBeUndefined();
  expect(cidrBlocks('10.0.0/24', 1, 6)).toBeUndefined();
  expect(cidrBlocks('10.0.0.0/16', 0, 6)).toBeUndefined();
});
