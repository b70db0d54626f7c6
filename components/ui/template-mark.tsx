/** Two letters in a tile, in place of a logo. */
export function TemplateMark({ mark }: { readonly mark: string }) {
  return (
    <span
      aria-hidden
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-control border border-line bg-ground font-mono text-mini text-ink-muted"
    >
      {mark}
    </span>
  );
}
