"use client";

import { useEffect, type RefObject } from "react";
import type { AttachedEditor } from "./monaco/attach";

/** Vim's keys while the settings say so. They come when they are wanted. */
export function useVim(attached: AttachedEditor | undefined, isWanted: boolean, status: RefObject<HTMLElement | null>) {
  useEffect(() => {
    if (!attached || !isWanted) return undefined;
    let isGone = false;
    let stop = () => undefined as void;
    const begin = async () => {
      const { startVim } = await import("./monaco/vim");
      if (isGone || !status.current) return;
      const vim = await startVim(attached.editor, status.current);
      if (isGone) vim.dispose();
      else stop = vim.dispose;
    };
    void begin();
    return () => {
      isGone = true;
      stop();
    };
  }, [attached, isWanted, status]);
}
