import type { PreviewSize } from "./preview-sizes.data";

/** How the page is looked at. */
export interface PreviewView {
  readonly size: PreviewSize;
  readonly isRotated: boolean;
  /** In percent. */
  readonly zoom: number;
  readonly isConsoleOpen: boolean;
}

export const zooms = [50, 75, 100, 125, 150, 200] as const;

export const initialView: PreviewView = { size: "fit", isRotated: false, zoom: 100, isConsoleOpen: false };
