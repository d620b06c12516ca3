/** Figures of many figures. */

/** @returns the mean; 0 of none. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @returns the value that `percent` of the values do not exceed; 0 of none. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? 0;
}

/** @returns the middle value; 0 of none. */
export function medianOf(values: readonly number[]): number {
  return percentileOf(values, 50);
}
