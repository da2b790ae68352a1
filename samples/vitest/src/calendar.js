/** The day of a moment as people write it: but in the zone of the machine, not of the guest. */
export function dayOf(moment) {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** How many nights lie between two days such as 2026-03-01. */
export function nights(arrival, departure) {
  return (Date.parse(departure) - Date.parse(arrival)) / 86_400_000;
}

function two(number) {
  return String(number).padStart(2, '0');
}
