// How results are printed.

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The middle ratio with the least and the most. */
export function ratio(ratios) {
  const [middle, least, most] = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((one) => one.toFixed(2));
  return `${middle} (${least}–${most})`;
}

/** Rows under a head; numbers stand to the right. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("  ").trimEnd();
  return `${all.map(line).join("\n")}\n`;
}

/** The goal and how far it is reached: keys of meanings with fastest other / ours. */
export function goal(name, standings) {
  const list = (wanted) => standings.filter(([, times]) => times > 1 === wanted).map(([key, times]) => `${key} (${times.toFixed(2)}×)`);
  const [ahead, behind] = [list(true), list(false)].map((found) => found.join(", ") || "none");
  return `goal, ${name}: ahead of the fastest peer on ${ahead}; behind on ${behind}`;
}
