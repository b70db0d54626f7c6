import { useEffect, useRef, useState, type RefObject } from "react";

/** Items shown at first, and added at a time. */
const page = 60;

export interface Tail<T> {
  readonly shown: readonly T[];
  /** How many stand before those. */
  readonly hidden: number;
  readonly showEarlier: () => void;
  /** Put on what stands before the first: more is shown as it comes near. */
  readonly sentinel: RefObject<HTMLButtonElement | null>;
}

const tailStart = (length: number) => Math.max(0, length - page);

/**
 * The end of a long list, and as much before it as the reader has gone back to. At the end of it the beginning is let go
 * again, so that a long session stays light.
 */
export function useTail<T>(items: readonly T[], key: string, atEnd: boolean): Tail<T> {
  const { length } = items;
  const [view, setView] = useState({ key, start: tailStart(length) });
  const outgrown = atEnd && length - view.start > 3 * page;
  const isStale = view.key !== key || view.start > tailStart(length) || outgrown;
  const start = isStale ? tailStart(length) : view.start;
  if (isStale && (view.key !== key || view.start !== start)) setView({ key, start });
  const showEarlier = () => {
    setView({ key, start: Math.max(0, start - page) });
  };
  const sentinel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = sentinel.current;
    if (!element || atEnd) return undefined;
    const near = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setView({ key, start: Math.max(0, start - page) });
      },
      { rootMargin: "800px 0px 0px 0px" },
    );
    near.observe(element);
    return () => {
      near.disconnect();
    };
  }, [key, start, atEnd]);
  return { shown: items.slice(start), hidden: start, showEarlier, sentinel };
}
