import { expect, test } from "vitest";
import { bracesOf } from "./braces";

test.each([
  ["a", ["a"]],
  ["a{b,c}d", ["abd", "acd"]],
  ["{a,b}{1..3}", ["a1", "a2", "a3", "b1", "b2", "b3"]],
  ["{08..10}", ["08", "09", "10"]],
  ["{5..1..2}", ["5", "3", "1"]],
  ["{c..a}", ["c", "b", "a"]],
  ["x{a,{b,c}}", ["xa", "xb", "xc"]],
  ["{a}", ["\\{a}"]],
  ["{a,b", ["\\{a,b"]],
  ["${x,y}{1,2}", ["${x,y}1", "${x,y}2"]],
  ["'{a,b}'", ["'{a,b}'"]],
  ["{a,}", ["a", ""]],
])("%s", (text, expected) => {
  expect(bracesOf(text)).toEqual(expected);
});
