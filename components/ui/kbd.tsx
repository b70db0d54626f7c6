export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className="rounded-[4px] border border-line-strong bg-surface px-1 font-sans text-mini text-ink-faint">
      {children}
    </kbd>
  );
}
