import { BlockList, isIP } from 'node:net';

// RFC 1122 loopback, RFC 1918 and RFC 4193 private networks.
const PRIVATE = new BlockList();
PRIVATE.addSubnet('127.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('172.16.0.0', 12, 'ipv4');
PRIVATE.addSubnet('192.168.0.0', 16, 'ipv4');
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

/** True for this machine, a private address, or a name without a dot, which no public DNS resolves. Of a URL's hostname. */
export function isIntranetHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  if (family === 0) return !host.includes('.') || host.endsWith('.localhost');
  return PRIVATE.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
