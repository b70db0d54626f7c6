import { expect, test } from "vitest";
import { readSpecifiers, satisfies } from "./specifier";
import { compareVersions, readVersion } from "./version";

const version = (text: string) => {
  const read = readVersion(text);
  if (read === undefined) throw new Error(`${text} is no version`);
  return read;
};

test("versions are in the order of PEP 440", () => {
  const ordered = [
    "0.9",
    "1.0.dev1",
    "1.0a1.dev1",
    "1.0a1",
    "1.0b2",
    "1.0rc1",
    "1.0",
    "1.0+local",
    "1.0.post1.dev2",
    "1.0.post1",
    "1.0.1",
    "1.10",
    "2.0",
    "1!0.1",
  ];
  expect(
    ordered
      .toReversed()
      .map(version)
      .toSorted(compareVersions)
      .map(({ text }) => text),
  ).toEqual(ordered);
  expect(compareVersions(version("1.0"), version("v1.0.0"))).toBe(0);
  expect(readVersion("1.0-nonsense-x")).toBeUndefined();
});

test.each([
  ["1.5", ">=1,<2", true],
  ["2.0", ">=1,<2", false],
  ["2.0rc1", "<2", false],
  ["2.0rc1", "<2.0rc2", true],
  ["1.0.post1", ">1.0", false],
  ["1.4.7", "~=1.4.2", true],
  ["1.5.0", "~=1.4.2", false],
  ["2.3", "~=2.2", true],
  ["1.4.9", "==1.4.*", true],
  ["1.5", "!=1.4.*", true],
  ["1.0+cpu", "==1.0", true],
  ["1.0", "==1.0.0", true],
  ["1.0", "===1.0.0", false],
])("%s fits %s: %s", (given, specifiers, fits) => {
  expect(satisfies(version(given), readSpecifiers(specifiers) ?? [])).toBe(fits);
});
