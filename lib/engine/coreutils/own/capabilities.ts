import type { Command } from "./command";

const fixed: Readonly<Record<string, string>> = {
  bold: "\x1b[1m",
  dim: "\x1b[2m",
  sitm: "\x1b[3m",
  ritm: "\x1b[23m",
  smul: "\x1b[4m",
  rmul: "\x1b[24m",
  blink: "\x1b[5m",
  rev: "\x1b[7m",
  smso: "\x1b[7m",
  rmso: "\x1b[27m",
  invis: "\x1b[8m",
  sgr0: "\x1b(B\x1b[m",
  op: "\x1b[39;49m",
  clear: "\x1b[H\x1b[2J\x1b[3J",
  home: "\x1b[H",
  el: "\x1b[K",
  el1: "\x1b[1K",
  ed: "\x1b[J",
  civis: "\x1b[?25l",
  cnorm: "\x1b[?12l\x1b[?25h",
  cvvis: "\x1b[?12;25h",
  smcup: "\x1b[?1049h\x1b[22;0;0t",
  rmcup: "\x1b[?1049l\x1b[23;0;0t",
  sc: "\x1b7",
  rc: "\x1b8",
  bel: "\x07",
  cr: "\r",
  cuu1: "\x1b[A",
  cud1: "\n",
  cuf1: "\x1b[C",
  cub1: "\b",
  init: "\x1b[!p\x1b[?3;4l\x1b[4l\x1b>",
  reset: "\x1bc\x1b[!p\x1b[?3;4l\x1b[4l\x1b>",
};

const colour = (base: number, bright: number, value: number): string => {
  if (value < 8) return `\x1b[${base + value}m`;
  return value < 16 ? `\x1b[${bright + value - 8}m` : `\x1b[${base + 8};5;${value}m`;
};

const made: Readonly<Record<string, (values: readonly number[]) => string>> = {
  setaf: ([value = 0]) => colour(30, 90, value),
  setab: ([value = 0]) => colour(40, 100, value),
  setf: ([value = 0]) => colour(30, 90, value),
  setb: ([value = 0]) => colour(40, 100, value),
  cup: ([row = 0, column = 0]) => `\x1b[${row + 1};${column + 1}H`,
  hpa: ([column = 0]) => `\x1b[${column + 1}G`,
  vpa: ([row = 0]) => `\x1b[${row + 1}d`,
  cuu: ([count = 1]) => `\x1b[${count}A`,
  cud: ([count = 1]) => `\x1b[${count}B`,
  cuf: ([count = 1]) => `\x1b[${count}C`,
  cub: ([count = 1]) => `\x1b[${count}D`,
  csr: ([from = 0, to = 0]) => `\x1b[${from + 1};${to + 1}r`,
  il: ([count = 1]) => `\x1b[${count}L`,
  dl: ([count = 1]) => `\x1b[${count}M`,
  ech: ([count = 1]) => `\x1b[${count}X`,
};

function numberOf(name: string, type: string): number | undefined {
  const { stdout, stderr, env } = process;
  switch (name) {
    case "cols":
      return stdout.columns || stderr.columns || Number(env["COLUMNS"] ?? 80);
    case "lines":
      return stdout.rows || stderr.rows || Number(env["LINES"] ?? 24);
    case "colors":
      return type === "dumb" ? -1 : { true: 256, false: 8 }[String(type.includes("256")) as "true" | "false"];
    case "it":
      return 8;
    default:
      return undefined;
  }
}

function textOf(name: string, values: readonly string[], type: string): string | undefined {
  const number = numberOf(name, type);
  if (number !== undefined) return `${number}\n`;
  if (name === "longname") return `${type} terminal`;
  if (Object.hasOwn(fixed, name)) return fixed[name];
  return Object.hasOwn(made, name) ? made[name]?.(values.map(Number)) : undefined;
}

/** What the terminal is told, by terminfo's names. */
export const tput: Command = ({ args, out, complain }) => {
  let type = process.env["TERM"] ?? "xterm-256color";
  const words = [...args];
  for (; words[0]?.startsWith("-T") === true; words.shift()) {
    type = words[0].slice(2);
    if (type === "") type = words.splice(1, 1)[0] ?? "dumb";
  }
  const [name, ...values] = words;
  if (name === undefined || name === "-S") {
    process.stderr.write("usage: tput [-V] [-S] [-T term] capname\n");
    return 2;
  }
  const text = textOf(name, values, type);
  if (text === undefined) {
    complain(`unknown terminfo capability '${name}'`);
    return 4;
  }
  if (type === "dumb" && text.startsWith("\x1b")) return 1;
  out(text);
  return 0;
};

export const reset: Command = ({ out }) => {
  out(fixed["reset"] ?? "");
  return 0;
};
