"use client";

import { useEffect, useState } from "react";
import { Kbd } from "./kbd";

interface Tip {
  readonly text: string;
  readonly keys: string | undefined;
  readonly side: string;
  readonly around: DOMRect;
}

const delay = 400;
const gap = 6;

/**
 * The tooltips of everything with `data-tip`: after a moment under the pointer, at once with the keyboard, gone with Escape.
 * They repeat a name that the element has anyway, so screen readers are spared them.
 */
export function TooltipLayer() {
  const tip = useTip();
  if (!tip) return null;
  return (
    <div
      aria-hidden
      ref={(element) => {
        if (element) position(element, tip);
      }}
      className="pointer-events-none fixed top-0 left-0 z-50 flex items-center gap-2 rounded-control border border-line-strong bg-raised px-2 py-1 text-small whitespace-nowrap text-ink shadow-float"
    >
      {tip.text}
      {tip.keys && <Kbd>{tip.keys}</Kbd>}
    </div>
  );
}

function useTip(): Tip | undefined {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setTip(undefined);
    };
    const show = (target: EventTarget | null, wait: number) => {
      hide();
      const element = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
      if (element)
        timer = setTimeout(() => {
          setTip(tipOf(element));
        }, wait);
    };
    const gone = new AbortController();
    const options = { signal: gone.signal, capture: true };
    document.addEventListener(
      "pointerover",
      ({ target, pointerType }) => {
        show(pointerType === "touch" ? null : target, delay);
      },
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target }) => {
        show(target instanceof Element && target.matches(":focus-visible") ? target : null, 0);
      },
      options,
    );
    document.addEventListener("focusout", hide, options);
    document.addEventListener("pointerdown", hide, options);
    document.addEventListener(
      "keydown",
      ({ key }) => {
        if (key === "Escape") hide();
      },
      options,
    );
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, []);
  return tip;
}

function tipOf(element: HTMLElement): Tip | undefined {
  const { tip, tipKeys, tipSide } = element.dataset;
  return element.isConnected && tip
    ? { text: tip, keys: tipKeys, side: tipSide ?? "bottom", around: element.getBoundingClientRect() }
    : undefined;
}

function position(element: HTMLElement, { side, around }: Tip): void {
  const { width, height } = element.getBoundingClientRect();
  const left = side === "right" ? around.right + gap : around.left + around.width / 2 - width / 2;
  const below = around.bottom + gap;
  const top =
    side === "right"
      ? around.top + around.height / 2 - height / 2
      : below + height > innerHeight
        ? around.top - gap - height
        : below;
  const within = Math.max(gap, Math.min(left, innerWidth - width - gap));
  element.style.transform = `translate(${Math.round(within)}px, ${Math.round(top)}px)`;
}
