/** Where the parts of a 15-digit number end: place, year, day, person. */
const PARTS = [6, 8, 12, 15] as const;

/**
 * A number in 32 bits, eight for each part, without century and check digit, so that the 18 digits of a person have
 * the outline of the 15. Thousands share a common name; all but a few of them are told apart by it.
 * @param id of 15 or 18 characters; what others give says nothing
 */
export function outlineOf(id: string): number {
  const short = id.length === 18 ? id.slice(0, 6) + id.slice(8, 17) : id;
  let outline = 0;
  let at = 0;
  for (const end of PARTS) {
    let part = 0;
    for (; at < end; at++) part = (part * 31 + short.charCodeAt(at)) & 0xff;
    outline = (outline << 8) | part;
  }
  return outline;
}

/** False: the numbers are certainly more than one edit apart, for that touches at most two parts. */
export function areAlike(a: number, b: number): boolean {
  const differing = a ^ b;
  let same = 0;
  for (let shift = 0; shift < 32; shift += 8) if (((differing >>> shift) & 0xff) === 0) same += 1;
  return same >= 2;
}
