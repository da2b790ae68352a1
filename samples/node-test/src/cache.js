/** Keeps what was loaded: but two that ask at once both load. */
export function cached(load) {
  let value;
  return async () => {
    if (value === undefined) {
      value = await load();
    }
    return value;
  };
}
