import { classNames } from "./class-names";

/** The mark: a tab standing on an anvil's line. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={classNames("size-5", className)}>
      <path d="M2 6.5h11.5c2.4 0 4 .9 4.5 3-3.2 0-4.7.8-5.2 2.5H7.6C6.2 9.6 4.6 8.600 2 8.400Z" fill="currentColor" />
      <path d="M7.800 13h5v1.200l2.200 1.300V17H5.600v-1.500l2.200-1.300Z" fill="currentColor" />
      <path d="M6 2h5.500v3H6Z" fill="var(--ember)" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark />
      <span className="text-body font-semibold tracking-[-0.01em]">tabsmith</span>
    </span>
  );
}
