import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMachine } from "./functions";
import { readJson } from "./json-reader";
import { writeJson } from "./json-writer";
import type { Json } from "./values";

const world = {
  input: () => undefined,
  file: () => undefined,
  line: () => 0,
  environment: new Map(),
  tell: () => undefined,
};

/** All answers of a program to an input, as text. */
function answers(program: string, input: Json, variables = new Map<string, Json>()): string[] {
  return Array.from(createMachine(program, variables, world).answers(input), (value) => writeJson(value));
}

/** What jq makes of it: no number is endless, and none less than zero by its sign alone. */
const parsed = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === "number" ? Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) + 0 : value,
  );

function readable(text: string): unknown {
  try {
    return parsed(text);
  } catch {
    return undefined;
  }
}

const answer = (program: string, text: string): string => answers(program, readJson(text)).join(" ");

const json = fc.json({ maxDepth: 4 });
const read = json.map((text) => readJson(text));
const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }));

describe("any JSON", () => {
  test.each([
    ["compact", {}],
    ["indented", { indent: "  " }],
    ["with tabs", { indent: "\t" }],
    ["in ASCII", { ascii: true }],
  ] as const)("printed %s reads back the same", (_, style) => {
    fc.assert(
      fc.property(json, (text) => {
        const value = readJson(text);
        expect(readJson(writeJson(value, style))).toEqual(value);
        expect(JSON.parse(writeJson(value, style))).toEqual(JSON.parse(writeJson(value)));
      }),
    );
  });

  test("printed with sorted keys is the same value, and sorting twice changes nothing", () => {
    fc.assert(
      fc.property(read, (value) => {
        const sorted = writeJson(value, { sorted: true });
        expect(answers(`. == $other`, value, new Map([["other", readJson(sorted)]]))).toEqual(["true"]);
        expect(writeJson(readJson(sorted))).toBe(sorted);
      }),
    );
  });

  test("means what JSON.parse says it means", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(parsed(writeJson(readJson(text)))).toEqual(parsed(text));
      }),
    );
  });

  test.each([
    "tojson | fromjson",
    "[tostream] | fromstream(.[])",
    ". as $whole | reduce paths(scalars) as $p (.; setpath($p; $whole | getpath($p)))",
    ". as $whole | reduce paths as $p (.; if getpath($p) == ($whole | getpath($p)) then . else error end)",
    "walk(.)",
    ".. |= .",
    'if type == "object" then with_entries(.) else . end',
    'if type == "array" then reverse | reverse else . end',
    "[.] | first",
    "[limit(1; ., error)] | .[0]",
  ])("is the same behind `%s`", (program) => {
    fc.assert(
      fc.property(read, (value) => {
        expect(answers(program, value)).toEqual([writeJson(value)]);
      }),
    );
  });

  test("has what was set at a path, and no longer what was deleted", () => {
    const program = `. as $whole | [paths] | .[] | . as $p | $whole
      | (setpath($p; "new") | getpath($p) == "new"),
        (delpaths([$p]) | [paths] | length) < ([paths] | length)`;
    fc.assert(
      fc.property(read, (value) => {
        expect(new Set(answers(program, value))).not.toContain("false");
      }),
    );
  });
});

describe("sorting", () => {
  test("puts every value behind those that are less", () => {
    const program = "sort as $s | all(range(1; $s | length); $s[. - 1] <= $s[.]) and (. - $s == []) and ($s - . == [])";
    fc.assert(
      fc.property(fc.array(read), (values) => {
        expect(answers(program, values)).toEqual(["true"]);
      }),
    );
  });

  test("keeps the order of equals", () => {
    const program = "to_entries | sort_by(.value % 3) | [.[] | [.value % 3, .key]] | . == sort";
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (values) => {
        expect(answers(program, values)).toEqual(["true"]);
      }),
    );
  });

  test("groups and makes unique what it sorts", () => {
    const program =
      "(group_by(.) | add // []) == sort, (unique == [group_by(.)[] | .[0]]), (min == sort[0]), (max == sort[-1])";
    fc.assert(
      fc.property(numbers, (values) => {
        expect(answers(program, values)).toEqual(["true", "true", "true", "true"]);
      }),
    );
  });
});

describe("as newer versions of jq do", () => {
  test.each([
    ["[limit(3; repeat(.)), limit(3; 1 | repeat(. * 2))]", "null", "[null,null,null,1,2,4]"],
    ["[.[] |= empty]", "[1,2,3,4]", "[[]]"],
    ['gsub("^"; ">"), gsub(""; "-")', '"ab"', '">ab" "-a-b-"'],
    ["from_entries", '[{"k":"b","v":2},{"name":"a","value":false},{"key":null}]', '{"b":2,"a":false,"null":null}'],
    ['"hi" | @base32, (@base32 | @base32d)', "null", '"NBUQ====" "hi"'],
    [
      "pick(.a.b, .c[1]), (.n | abs), (.t | trim, ltrim, rtrim)",
      '{"a":{"b":1,"x":2},"c":[3,4],"n":-2,"t":" x "}',
      '{"a":{"b":1},"c":[null,4]} 2 "x" "x " " x"',
    ],
    ["toarray, ([1,2] | add(.[] * 2)), [skip(1; 1, 2, 3)], .a.[0]?", '{"a":[7]}', '[{"a":[7]}] 6 [2,3] 7'],
    ["try error(null) catch .", "1", "null"],
  ])("`%s`", (program, input, expected) => {
    expect(answer(program, input)).toBe(expected);
  });
});

describe("hostile input", () => {
  test("ends with an error where it is too deep", () => {
    expect(() => readJson("[".repeat(100_000))).toThrow("Exceeds depth limit");
    expect(answer("reduce range(20000) as $i (0; [.])", "null")).toContain("[<stripped: exceeds max depth>]");
    expect(() => answer("def f: 1 + f; f", "null")).toThrow(RangeError);
    expect(() => answer(".[100000000] = 1", "null")).toThrow("Array index too large");
    expect(() => answer('"ab" * 1e12', "null")).toThrow(RangeError);
  });

  test("reads numbers of any size", () => {
    expect(answer(".", "1e1000")).toBe("1.7976931348623157e+308");
    expect(answer(".", `[-1e-1000, ${"9".repeat(400)}]`)).toBe("[-0,1.7976931348623157e+308]");
  });

  test("takes as much of an endless answer as is asked for", () => {
    expect(answer("[limit(3; repeat(1))], first(range(1e300)), [limit(2; recurse)], isempty(repeat(1))", "5")).toBe(
      "[5,1,1] 0 [5] false",
    );
  });

  test("reads what JSON.parse reads, also where a sign is missing", () => {
    fc.assert(
      fc.property(json, fc.nat(), (text, place) => {
        const at = place % text.length;
        const given = text.slice(0, at) + text.slice(at + 1);
        const meant = readable(given);
        expect(meant === undefined ? undefined : parsed(writeJson(readJson(given)))).toEqual(meant);
      }),
    );
  });
});
