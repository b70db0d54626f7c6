/** What may not stand together on a command line, as `CheckOptions` of Node's C++ has it. */
type Values = Readonly<Record<string, unknown>>;

interface Rule {
  readonly isBroken: (values: Values, args: readonly string[]) => boolean;
  readonly says: string;
}

const is = (values: Values, name: string): boolean => Boolean(values[name]);
const isSet = (values: Values, name: string): boolean => typeof values[name] === "string" && values[name] !== "";
const has = (values: Values, name: string): boolean => Array.isArray(values[name]) && values[name].length > 0;
const oneOf = (values: Values, name: string, known: readonly string[]): boolean =>
  !isSet(values, name) || known.includes(values[name] as string);

const both = (first: string, second: string, words = [first, second]): Rule => ({
  isBroken: (values) => is(values, first) && is(values, second),
  says: `either ${words.join(" or ")} can be used, not both`,
});

const evaluates = "[has_eval_string]";

const rules: readonly Rule[] = [
  {
    isBroken: (values) =>
      !oneOf(values, "--input-type", ["commonjs", "module", "commonjs-typescript", "module-typescript"]),
    says: '--input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"',
  },
  both("--check", evaluates, ["--check", "--eval"]),
  {
    isBroken: (values) =>
      !oneOf(values, "--unhandled-rejections", ["warn-with-error-code", "throw", "strict", "warn", "none"]),
    says: "invalid value for --unhandled-rejections",
  },
  both("--tls-min-v1.3", "--tls-max-v1.2"),
  {
    isBroken: (values) => !oneOf(values, "--trace-require-module", ["all", "no-node-modules"]),
    says: "invalid value for --trace-require-module",
  },
  {
    isBroken: (values) => is(values, "--test") && !oneOf(values, "--test-isolation", ["none", "process"]),
    says: "invalid value for --test-isolation",
  },
  both("--test", "--check"),
  both("--test", evaluates, ["--test", "--eval"]),
  both("--test", "--interactive"),
  {
    isBroken: (values) => is(values, "--test") && has(values, "--watch-path"),
    says: "--watch-path cannot be used in combination with --test",
  },
  both("--watch", "--check"),
  both("--watch", evaluates, ["--watch", "--eval"]),
  both("--watch", "--interactive"),
  both("--watch", "--test-force-exit"),
  {
    isBroken: (values, args) =>
      is(values, "--watch") &&
      args.length === 0 &&
      !has(values, "--watch-path") &&
      ["--test", "--check", evaluates, "--interactive", "--test-force-exit"].every((name) => !is(values, name)),
    says: "--watch requires specifying a file",
  },
  ...["--cpu-prof", "--heap-prof"].flatMap((option) =>
    ["name", "dir"].map((part) => ({
      isBroken: (values: Values) => !is(values, option) && isSet(values, `${option}-${part}`),
      says: `${option}-${part} must be used with ${option}`,
    })),
  ),
];

export function brokenRules(values: Values, args: readonly string[]): string[] {
  return rules.filter(({ isBroken }) => isBroken(values, args)).map(({ says }) => says);
}
