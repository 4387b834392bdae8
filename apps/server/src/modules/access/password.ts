import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN_LENGTH = 10;
const COMMON = ['password', '12345678', 'qwerty', 'admin', 'anju', '11111111', 'abc123'];

/** The argon2id digest of a password, in PHC format. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), COST);
}

export async function checkPassword(digest: string, password: string): Promise<boolean> {
  return await verify(digest, password.normalize('NFKC'));
}

let decoy: Promise<string> | null = null;

/** Takes as long as checking a password, for a user that isn't there: the time must not tell. */
export async function checkNobody(password: string): Promise<void> {
  decoy ??= hashPassword('nobody has this password');
  await checkPassword(await decoy, password);
}

/** Why a new password is not accepted, in Chinese, or null. */
export function passwordFault(next: string, current: string, username: string): string | null {
  const text = next.normalize('NFKC');
  if ([...text].length < MIN_LENGTH) return `新密码至少 ${MIN_LENGTH} 位。`;
  if (text === current.normalize('NFKC')) return '新密码不能与原密码相同。';
  const lower = text.toLowerCase();
  if (lower.includes(username.toLowerCase())) return '新密码不能包含用户名。';
  if (new Set(lower).size < 5 || COMMON.some((word) => lower.replaceAll(word, '').length < 5))
    return '新密码过于简单。请避免常见词和重复字符。';
  return null;
}

// No 0/O, 1/l/I: it is read from paper or over the telephone.
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A password for one sign-in, as 'XXXX-XXXX-XXXX-XXXX': 79 bits. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
