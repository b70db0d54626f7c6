/** Something waits there for the person. Whoever holds it says so in words, too. */
export function AttentionDot() {
  return <span aria-hidden className="absolute -top-0.5 -right-1 size-2 rounded-full bg-ember ring-2 ring-ground" />;
}
