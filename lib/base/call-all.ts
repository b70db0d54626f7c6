/** Calls each with every item, even when some fail; then throws what failed, several as one `AggregateError`. */
export function callAll<T>(items: Iterable<T>, call: (item: T) => void): void {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      call(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} failed`);
}
