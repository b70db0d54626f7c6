import fc from "fast-check";
import { test } from "vitest";
import { expectLikeBash, withShell } from "./test-like-bash";

withShell();

/** So many at once: a shell takes longer to start than to reckon. */
const lines = (line: fc.Arbitrary<string>) => fc.array(line, { minLength: 40, maxLength: 40 });
const agree = (scripts: fc.Arbitrary<readonly string[]>) => {
  fc.assert(
    fc.property(scripts, (all) => {
      expectLikeBash(all.join("\n"));
    }),
    { numRuns: 4, endOnFailure: true },
  );
};

const integer = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }).map(String),
  fc.constantFrom("x", "y", "z", "a[1]", "$x", "${y}", "0x1F", "017", "2#1011"),
);

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    integer,
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "<<", ">>", "<", ">=", "==", "!=", "&", "|", "^", "&&", "||", ","),
        tie("expression"),
      )
      .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) / ((${right}) | 1)`),
    fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) % ((${right}) | 1)`),
    fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) ** ((${right}) & 7)`),
    fc.tuple(fc.constantFrom("-", "~", "!"), tie("expression")).map(([sign, one]) => `${sign}(${one})`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([asked, yes, no]) => `(${asked}) ? (${yes}) : (${no})`),
    fc.tuple(fc.constantFrom("x", "y", "a[1]"), tie("expression")).map(([name, value]) => `(${name} += ${value})`),
  ),
}));

test("any sum comes out as in bash", () => {
  agree(lines(expression.map((one) => `echo $(( ${one} ))`)).map((all) => ["x=3 y=-7 z='x + 1' a=(4 5 6)", ...all]));
}, 60_000);

const piece = fc.oneof(
  fc.constantFrom("a", "b", "-", ".", "1", "x y", '"q"', "$v", "'{'"),
  fc.constantFrom("\\{", "{}", "{a}"),
);
const { braced } = fc.letrec<{ braced: string }>((tie) => ({
  braced: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    piece.map((text) => text.replace(" ", "\\ ")),
    fc.array(tie("braced"), { minLength: 2, maxLength: 3 }).map((all) => `{${all.join(",")}}`),
    fc
      .tuple(fc.integer({ min: -5, max: 12 }), fc.integer({ min: -5, max: 12 }))
      .map(([from, to]) => `{${from}..${to}}`),
    fc
      .tuple(fc.constantFrom("a", "c", "f"), fc.constantFrom("b", "e"), fc.integer({ min: 1, max: 3 }))
      .map(([from, to, by]) => `{${from}..${to}..${by}}`),
    fc.tuple(tie("braced"), tie("braced")).map((both) => both.join("")),
  ),
}));

test("any braces stand for the same words as in bash", () => {
  agree(lines(braced.map((one) => `printf '<%s>' ${one}; echo`)).map((all) => ["v=val", ...all]));
}, 60_000);

const numberFormat = fc
  .tuple(
    fc.subarray(["-", "+", " ", "0", "#"]),
    fc.option(fc.integer({ min: 0, max: 12 })),
    fc.option(fc.integer({ min: 0, max: 8 })),
    fc.constantFrom("d", "i", "u", "o", "x", "X"),
    fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  )
  .map(([flags, width, precision, kind, value]) => {
    const format = `%${flags.join("")}${width ?? ""}${precision === null ? "" : `.${precision}`}${kind}`;
    return `printf '${format}|\\n' ' ${value}'`;
  });

test("any whole number is printed as bash prints it", () => {
  agree(lines(numberFormat));
}, 60_000);

const text = fc.string({ unit: fc.constantFrom("a", "b", "A", ".", "/", "é", " ", "*", "x"), maxLength: 8 });
const pattern = fc.constantFrom(
  "a",
  "?",
  "*a",
  "a*",
  "[ab]",
  "[!a]",
  "*",
  ".*",
  "*.",
  "/",
  "*/",
  "é",
  "[[:upper:]]",
  "\\*",
);
const operation = fc.oneof(
  fc
    .tuple(fc.constantFrom("#", "##", "%", "%%", "/", "//", "/#", "/%", "^^", "^", ",,"), pattern)
    .map((both) => both.join("")),
  fc
    .tuple(fc.constantFrom("/", "//"), pattern, fc.constantFrom("", "Z", "<&>", "\\&"))
    .map(([sign, found, by]) => `${sign}${found}/${by}`),
  fc.tuple(fc.integer({ min: -4, max: 6 }), fc.integer({ min: 0, max: 4 })).map(([from, most]) => `: ${from}:${most}`),
);

test("any change of a variable's text is bash's", () => {
  agree(lines(fc.tuple(text, operation).map(([value, change]) => `v='${value}'; echo "[\${v${change}}]"`)));
}, 60_000);
