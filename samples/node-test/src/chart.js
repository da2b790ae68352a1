/** Places for values on an axis from 0 to 100, as whole percentages: but they need not add up to 100. */
export function shares(values) {
  const sum = values.reduce((one, other) => one + other, 0);
  return values.map((value) => Math.round((100 * value) / sum));
}
