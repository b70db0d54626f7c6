export type PreviewSize = "fit" | "phone" | "tablet" | "desktop";

/** Width and height in CSS pixels; `fit` takes what there is. */
export const previewSizes: Readonly<Record<Exclude<PreviewSize, "fit">, readonly [number, number]>> = {
  phone: [390, 844],
  tablet: [820, 1180],
  desktop: [1280, 800],
};
