import type { snapdom } from "@zumer/snapdom";

type Shooter = typeof snapdom;

/** The script that draws a page is heavy, so a page gets it with its first picture. */
let shooter: Promise<Shooter> | undefined;

const load = (): Promise<Shooter> =>
  (shooter ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/__tabsmith/preview-shot.js";
    script.addEventListener("load", () => {
      script.remove();
      resolve((globalThis as unknown as { tabsmithShot: { snapdom: Shooter } }).tabsmithShot.snapdom);
    });
    script.addEventListener("error", () => {
      script.remove();
      shooter = undefined;
      reject(new Error("The page's own policy keeps out what would take the picture."));
    });
    document.documentElement.append(script);
  }));

/** What can be seen of the page now, as the bytes of a PNG. */
export async function takeScreenshot(): Promise<ArrayBuffer> {
  const shoot = await load();
  const background = getComputedStyle(document.documentElement).backgroundColor;
  const isClear = background === "rgba(0, 0, 0, 0)" || background === "transparent";
  const canvas = await shoot.toCanvas(document.documentElement, {
    clip: "viewport",
    scale: 1,
    dpr: Math.min(2, devicePixelRatio),
    invalidate: true,
    backgroundColor: isClear ? backdrop() : background,
  });
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob === null) throw new Error("The page couldn't be drawn.");
  return blob.arrayBuffer();
}

/** A page that paints no ground of its own has the body's, and else the browser's. */
function backdrop(): string {
  const own = document.body === null ? "" : getComputedStyle(document.body).backgroundColor;
  if (own !== "" && own !== "rgba(0, 0, 0, 0)") return own;
  const isDark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
  return isDark && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff";
}
