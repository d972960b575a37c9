// The text of any value, the same on both sides: it tells -0, undefined, holes, Map and Set, and never reads a message or a function's text.
const $show = (value, above = []) => {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined': return 'undefined';
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'string': return JSON.stringify(value);
    case 'boolean': return String(value);
    case 'function': return 'function/' + value.length;
    case 'symbol': return 'symbol';
  }
  if (above.includes(value)) return 'cycle';
  if (above.length > 8) return 'deep';
  const inside = [...above, value];
  const members = keys => keys.map(key => JSON.stringify(key) + ': ' + $show(value[key], inside)).join(', ');
  if (Array.isArray(value)) {
    const items = [];
    for (let i = 0; i < value.length && i < 200; i++) items.push(i in value ? $show(value[i], inside) : 'hole');
    const others = Object.keys(value).filter(key => !(Number(key) >= 0));
    return '[' + items.join(', ') + (value.length > 200 ? ' of ' + value.length : '') + (others.length ? '; ' + members(others) : '') + ']';
  }
  if (value instanceof Map) return 'Map(' + [...value].map(([k, v]) => $show(k, inside) + ' => ' + $show(v, inside)).join(', ') + ')';
  if (value instanceof Set) return 'Set(' + [...value].map(v => $show(v, inside)).join(', ') + ')';
  if (value instanceof Date) return 'Date(' + value.getTime() + ')';
  if (value instanceof RegExp) return 'RegExp(' + value.source + ', ' + value.flags + ', ' + value.lastIndex + ')';
  if (value instanceof Error) return 'Error(' + value.name + ')';
  return '{' + members(Object.keys(value)) + '}';
};
