/** A stored value in memory, as JSON like the browser's. */
export function fakeItem(value: unknown = null) {
  let stored = JSON.stringify(value);
  return {
    getValue: async (): Promise<unknown> => JSON.parse(stored),
    setValue: async (next: unknown) => {
      stored = JSON.stringify(next);
    },
    removeValue: async () => {
      stored = 'null';
    },
  };
}
