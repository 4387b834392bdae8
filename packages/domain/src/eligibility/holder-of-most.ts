interface Share {
  readonly memberKey: string | null;
  readonly amount: number;
}

/** The member with the largest sum; of equal ones always the same, in whatever order the rows come. */
export function holderOfMost(shares: Iterable<Share>): string | null {
  const sums = new Map<string | null, number>();
  for (const { memberKey, amount } of shares) sums.set(memberKey, (sums.get(memberKey) ?? 0) + amount);
  let holder: string | null = null;
  let most = -1;
  for (const [key, sum] of sums) {
    if (sum < most || (sum === most && (key ?? '') >= (holder ?? ''))) continue;
    holder = key;
    most = sum;
  }
  return holder;
}
