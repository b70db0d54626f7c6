export interface Span {
  readonly size: number;
  readonly least: number;
}

/**
 * Moves the boundary before the panel `at` by some pixels. The panel that shrinks stops at its least size and
 * then pushes the one behind it; the sum stays the same.
 */
export function moveBoundary(spans: readonly Span[], at: number, by: number): readonly Span[] {
  const growing = by > 0 ? at - 1 : at;
  const shrinking =
    by > 0
      ? [...spans.keys()].filter((index) => index >= at)
      : [...spans.keys()].filter((index) => index < at).toReversed();
  const sizes = spans.map(({ size }) => size);
  let left = Math.abs(by);
  for (const index of shrinking) {
    const room = Math.max(0, (sizes[index] ?? 0) - (spans[index]?.least ?? 0));
    const taken = Math.min(room, left);
    sizes[index] = (sizes[index] ?? 0) - taken;
    sizes[growing] = (sizes[growing] ?? 0) + taken;
    left -= taken;
  }
  return spans.map(({ least }, index) => ({ least, size: sizes[index] ?? 0 }));
}
