import { useEffect, useRef, useState, type RefObject, type UIEvent } from "react";

/** Nearer to the end than this, new text keeps the end in view. */
const nearEnd = 80;
/** Milliseconds in which something that was opened or closed has got its size. */
const settling = 300;

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight < nearEnd;

interface StayAtEnd {
  readonly atEnd: boolean;
  readonly goToEnd: () => void;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/**
 * Keeps the end of a log in view whatever changes size: the text as it streams, an item first drawn, a question below.
 * The reader leaves the end by scrolling up, or by opening something that then reaches beyond it.
 */
export function useStayAtEnd(scroller: RefObject<HTMLElement | null>, isShown: boolean): StayAtEnd {
  const [atEnd, setAtEnd] = useState(true);
  const top = useRef(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !atEnd || !isShown) return undefined;
    let heldUntil = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      if (performance.now() >= heldUntil) element.scrollTo({ top: element.scrollHeight });
    };
    const hold = () => {
      heldUntil = performance.now() + settling;
      clearTimeout(timer);
      timer = setTimeout(() => {
        setAtEnd(isNearEnd(element));
      }, settling);
    };
    const sizes = new ResizeObserver(follow);
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
    element.addEventListener("click", hold);
    follow();
    return () => {
      clearTimeout(timer);
      sizes.disconnect();
      element.removeEventListener("click", hold);
    };
  }, [scroller, atEnd, isShown]);
  return {
    atEnd,
    goToEnd() {
      setAtEnd(true);
    },
    onScroll({ currentTarget }) {
      // What grows or shrinks beside the log moves its end away too; that is no scrolling up.
      setAtEnd(isNearEnd(currentTarget) || (atEnd && currentTarget.scrollTop >= top.current));
      top.current = currentTarget.scrollTop;
    },
  };
}
