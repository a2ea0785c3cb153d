/** Whose rate a request counts for: an address, cut to the network that one subscriber has. */

/**
 * The address that counts.
 * @param remote address of the TCP connection
 * @param forwardedFor the header X-Forwarded-For, or null
 * @param trustedProxies how many proxies before the relay are the operator's own: each has appended the address that
 *   it saw, so that everything further left is the client's own claim and is not believed
 */
export function toClientAddress(
  remote: string,
  forwardedFor: string | null,
  trustedProxies: number,
): string {
  if (trustedProxies === 0) return remote;
  const claimed = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const hops = [...claimed.filter((entry) => entry !== ''), remote];
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? remote;
}

function toIpv6Groups(address: string): number[] | null {
  const [head = '', tail, ...more] = address.split('::');
  const groups = (part: string | undefined) =>
    part === undefined || part === '' ? [] : part.split(':');
  const [left, right] = [groups(head), groups(tail)];
  const missing = 8 - left.length - right.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return null;
  const all = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : null;
}

/**
 * The network of an address: IPv4 /24, IPv6 /64.
 * @returns one shared word for everything that is no address, so that nonsense gains nothing
 */
export function toNetwork(address: string): string {
  const plain = address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/%.*$/, '');
  const mapped = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(plain)?.[1];
  if (mapped !== undefined) return `${mapped.split('.').slice(0, 3).map(Number).join('.')}.0/24`;
  const groups = toIpv6Groups(plain);
  if (groups === null) return 'unknown';
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}
