export const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
export const ID_CHECK_CHARACTERS = '10X98765432';

/**
 * GB 11643-1999: the check character over the first 17 digits (ISO 7064 MOD 11-2).
 * Null when one of them is not a digit.
 */
export function idCheckCharacter(text: string): string | null {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const digit = text.charCodeAt(i) - 48;
    // NaN (text too short) fails this comparison too.
    if (!(digit >= 0 && digit <= 9)) return null;
    sum += digit * (ID_WEIGHTS[i] ?? 0);
  }
  return ID_CHECK_CHARACTERS.charAt(sum % 11);
}
