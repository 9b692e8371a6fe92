interface Block {
  readonly address: bigint;
  readonly prefix: number;
  /** 32 or 128. */
  readonly width: number;
}

/**
 * Fn::Cidr: so many blocks of `cidrBits` host bits, from the start of an address block.
 * Undefined when the arguments make no sense or the blocks do not fit.
 */
export function cidrBlocks(text: string, count: number, cidrBits = 8): readonly string[] | undefined {
  const block = parseBlock(text);
  if (!block || !Number.isInteger(count) || count < 1 || count > 256) return undefined;
  const size = 1n << BigInt(cidrBits);
  const room = 1n << BigInt(block.width - block.prefix);
  if (!Number.isInteger(cidrBits) || cidrBits < 1 || BigInt(count) * size > room) return undefined;
  const first = (block.address / room) * room;
  const prefix = block.width - cidrBits;
  return Array.from(
    { length: count },
    (_, index) => `${formatAddress(first + BigInt(index) * size, block.width)}/${prefix}`,
  );
}

function parseBlock(text: string): Block | undefined {
  const [addressText = '', prefixText = ''] = text.split('/');
  const width = addressText.includes(':') ? 128 : 32;
  const address = width === 32 ? parseIpv4(addressText) : parseIpv6(addressText);
  const prefix = Number(prefixText);
  if (address === undefined || prefixText === '' || !(prefix >= 0 && prefix <= width)) return undefined;
  return { address, prefix, width };
}

function parseIpv4(text: string): bigint | undefined {
  const bytes = text.split('.').map(Number);
  if (bytes.length !== 4 || !bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255))
    return undefined;
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 0) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function formatAddress(address: bigint, width: number): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 65535n).toString(16));
  return groups
    .join(':')
    .replace(/\b0(:0)+\b/, ':')
    .replace(/:{2,}/, '::');
}
