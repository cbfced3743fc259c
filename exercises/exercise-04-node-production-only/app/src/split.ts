/**
 * Splits an amount by weights so that the parts add up to it exactly (largest remainder method).
 * Amounts are whole cents; on equal remainders the cent goes to whoever stands first.
 */
export function split(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) {
    throw new RangeError("at least one weight must be positive");
  }
  // BigInt: cents × weight leaves the range in which a number is exact.
  const shares = weights.map((weight, index) => {
    const product = BigInt(cents) * BigInt(weight);
    return {
      index,
      cents: Number(product / BigInt(total)),
      remainder: Number(product % BigInt(total)),
    };
  });
  const missing = cents - shares.reduce((sum, share) => sum + share.cents, 0);
  [...shares]
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, missing)
    .forEach((share) => (share.cents += 1));
  return shares.map((share) => share.cents);
}
