/** A prefecture's own rows carry its code padded to six digits: 652300. */
export const isPrefecture = (county: string): boolean => county.endsWith('00');
