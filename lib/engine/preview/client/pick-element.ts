import type { PickedElement } from "../questions";
import { describeElement } from "./describe-element";

let stop: (() => void) | undefined;

export function stopPicking(): void {
  stop?.();
}

/** Lets the person point at an element. Nothing of the page happens meanwhile: clicks and keys are caught. */
export function pickElement(): Promise<PickedElement | null> {
  stop?.();
  return new Promise((resolve) => {
    const frame = createFrame();
    const gone = new AbortController();
    let over: Element | undefined;
    const end = (picked: PickedElement | null) => {
      gone.abort();
      frame.remove();
      stop = undefined;
      resolve(picked);
    };
    stop = () => {
      end(null);
    };
    const look = (event: PointerEvent | MouseEvent) => {
      const [target] = event.composedPath();
      if (!(target instanceof Element)) return;
      over = target;
      frame.show(target);
    };
    const listen = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) => {
      addEventListener(
        name,
        (event) => {
          event.preventDefault();
          event.stopImmediatePropagation();
          act(event);
        },
        { capture: true, signal: gone.signal, passive: false },
      );
    };
    for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup"] as const) listen(name, look);
    listen("pointermove", look);
    listen("click", (event) => {
      look(event);
      end(over ? describeElement(over) : null);
    });
    listen("keydown", ({ key }) => {
      if (key === "Escape") end(null);
    });
    window.focus();
  });
}

function createFrame() {
  const frame = document.createElement("div");
  const label = document.createElement("div");
  Object.assign(frame.style, {
    all: "initial",
    position: "fixed",
    zIndex: "2147483647",
    pointerEvents: "none",
    border: "2px solid #e8590c",
    background: "rgb(232 89 12 / 12%)",
    boxSizing: "border-box",
    display: "none",
  });
  Object.assign(label.style, {
    position: "absolute",
    left: "-2px",
    top: "100%",
    font: "12px/18px ui-monospace, monospace",
    color: "#fff",
    background: "#b8430a",
    padding: "0 6px",
    whiteSpace: "nowrap",
  });
  frame.append(label);
  document.documentElement.append(frame);
  return {
    show(element: Element) {
      const { left, top, width, height } = element.getBoundingClientRect();
      Object.assign(frame.style, {
        display: "block",
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
      const classes = [...element.classList].slice(0, 3).map((name) => `.${name}`);
      label.textContent = element.localName + (element.id === "" ? "" : `#${element.id}`) + classes.join("");
    },
    remove() {
      frame.remove();
    },
  };
}
