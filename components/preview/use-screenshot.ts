"use client";

import { useState } from "react";
import { useStudio } from "../studio-context";

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly url: string;
}

/** The picture that was taken last, until it is put away. */
export function useScreenshot() {
  const { runner, attempt } = useStudio();
  const [picture, setPicture] = useState<Picture>();
  const close = () => {
    if (picture) URL.revokeObjectURL(picture.url);
    setPicture(undefined);
  };
  return {
    picture,
    close,
    take: () =>
      void attempt(async () => {
        const bytes = await runner.page.screenshot();
        close();
        setPicture({ bytes, url: URL.createObjectURL(new Blob([bytes], { type: "image/png" })) });
      }),
  };
}
