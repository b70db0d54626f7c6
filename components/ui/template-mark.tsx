import { classNames } from "./class-names";

/** Two letters in a tile, in place of a logo. */
export function TemplateMark({ mark, small = false }: { readonly mark: string; readonly small?: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-flex shrink-0 items-center justify-center rounded-control border border-line bg-ground font-mono text-ink-muted",
        small ? "size-7 text-mini" : "size-9 text-small",
      )}
    >
      {mark}
    </span>
  );
}
