import type { PreviewSize } from "./preview-sizes.data";

/** How the page is looked at. */
export interface PreviewView {
  readonly size: PreviewSize;
  readonly isRotated: boolean;
  readonly isConsoleOpen: boolean;
  /** The page below the port, such as `/about`. */
  readonly path: string;
  /** Goes up when the page should be loaded again. */
  readonly loads: number;
}
