const booked = new Map();

/** Books a room for a day; a room can be booked once a day. */
export function book(room, day) {
  const key = `${room} ${day}`;
  if (booked.has(key)) {
    throw new Error(`${room} is taken on ${day}`);
  }
  booked.set(key, true);
  return booked.size;
}
