/** What depends on nothing but an immutable object is worked out once per object. */
export function remembered<K extends object, V>(workOut: (key: K) => V): (key: K) => V {
  const memory = new WeakMap<K, V>();
  return (key) => {
    let value = memory.get(key);
    if (value === undefined) {
      value = workOut(key);
      memory.set(key, value);
    }
    return value;
  };
}
