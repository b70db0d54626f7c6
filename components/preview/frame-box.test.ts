import { expect, test } from "vitest";
import { frameBox } from "./frame-box";

test("a rotated device is as wide as it was high, and takes half of it at half the size", () => {
  const { outer, frame } = frameBox({ size: "phone", isRotated: true, zoom: 50 });
  expect(frame).toMatchObject({ width: 844, height: 390, transform: "scale(0.5)" });
  expect(outer).toEqual({ width: 422, height: 195 });
});

test("a page that takes what there is grows in its own pixels when it is made smaller", () => {
  expect(frameBox({ size: "fit", isRotated: false, zoom: 50 }).frame).toMatchObject({ width: "200%", height: "200%" });
  expect(frameBox({ size: "fit", isRotated: false, zoom: 100 }).frame).not.toHaveProperty("transform");
});
