import type { CSSProperties } from "react";
import { previewSizes } from "./preview-sizes.data";
import type { PreviewView } from "./preview-view";

/** The frame has the size of the device; what is round it has the size that the device takes at this zoom. */
export function frameBox({ size, isRotated, zoom }: Omit<PreviewView, "isConsoleOpen">): {
  readonly outer: CSSProperties;
  readonly frame: CSSProperties;
} {
  const scale = zoom / 100;
  const scaled = { transformOrigin: "0 0", ...(scale !== 1 && { transform: `scale(${scale})` }) };
  if (size === "fit") {
    const whole = `${100 / scale}%`;
    return { outer: {}, frame: { ...scaled, width: whole, height: whole } };
  }
  const [short, long] = previewSizes[size];
  const [width, height] = isRotated ? [long, short] : [short, long];
  return {
    outer: { width: width * scale, height: height * scale },
    frame: { ...scaled, width, height },
  };
}
