import { generateSecret, generateURI, verifySync } from 'otplib';

const PERIOD = 30;

/** A new TOTP secret (base32) and the address that an authenticator reads as a QR code. */
export function newSecondFactor(username: string): { readonly secret: string; readonly uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: '安居', label: username, secret }) };
}

/**
 * The time step of a right code, or null. Codes of the neighbouring steps pass too: telephones' clocks are off.
 * That a code is good once is for the caller, who keeps the last step.
 */
export function timeStepOf(secret: string, code: string, now: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({ secret, token, epoch, epochTolerance: PERIOD, strategy: 'totp' });
  return result.valid ? Math.floor(epoch / PERIOD) + result.delta : null;
}
