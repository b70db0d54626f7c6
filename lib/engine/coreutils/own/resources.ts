import fs from "node:fs";
import os from "node:os";
import { reasonOf, readFlags, type Call, type Command, type Flags } from "./command";

const units = ["", "K", "M", "G", "T", "P"];

/** `1.5G`: one digit behind the point below ten, always rounded up as these programs do. */
export function human(bytes: number, base = 1024, suffix = ""): string {
  let [value, unit] = [bytes, 0];
  for (; value >= base && unit < units.length - 1; unit++) value /= base;
  if (unit === 0) return `${value}${suffix && "B"}`;
  const shown = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return `${shown}${units[unit] ?? ""}${suffix}`;
}

export interface Memory {
  readonly total: number;
  readonly free: number;
  readonly available: number;
  readonly cached: number;
}

/** In bytes. */
export function memory(): Memory {
  const text = fs.existsSync("/proc/meminfo") ? fs.readFileSync("/proc/meminfo", "utf8") : "";
  const field = (name: string): number | undefined => {
    const found = new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1];
    return found === undefined ? undefined : Number(found) * 1024;
  };
  const total = field("MemTotal") ?? os.totalmem();
  const free = field("MemFree") ?? os.freemem();
  const cached = (field("Buffers") ?? 0) + (field("Cached") ?? 0) + (field("SReclaimable") ?? 0);
  return { total, free, cached, available: field("MemAvailable") ?? free + cached };
}

function shownAs(flags: Flags): (bytes: number) => string {
  if (flags.has("h")) return (bytes) => human(bytes, 1024, "i").replace(/^(\d+)B$/, "$1B");
  const size = flags.has("b") ? 1 : flags.has("m") ? 1024 ** 2 : flags.has("g") ? 1024 ** 3 : 1024;
  return (bytes) => String(Math.floor(bytes / size));
}

export const free: Command = ({ args, out }) => {
  const flags = readFlags(args, "", { human: "h", bytes: "b", kibi: "k", mebi: "m", gibi: "g", total: "t" });
  const show = shownAs(flags);
  const { total, free: unused, cached, available } = memory();
  const row = (name: string, values: readonly number[]) =>
    name.padEnd(8) + values.map((value, at) => show(value).padStart(at === 0 ? 12 : 12)).join("") + "\n";
  const heads = ["total", "used", "free", "shared", "buff/cache", "available"];
  out(`        ${heads.map((head) => head.padStart(12)).join("")}\n`);
  const used = Math.max(0, total - unused - cached);
  out(row("Mem:", [total, used, unused, 0, cached, available]));
  out(row("Swap:", [0, 0, 0]));
  if (flags.has("t")) out(row("Total:", [total, used, unused]));
  return 0;
};

interface Mount {
  readonly source: string;
  readonly place: string;
  readonly type: string;
}

function mounts(): readonly Mount[] {
  try {
    const lines = fs.readFileSync("/proc/mounts", "utf8").trim().split("\n");
    return lines
      .map((line) => line.split(" "))
      .map(([source = "", place = "", type = ""]) => ({ source, place, type }));
  } catch {
    // Without a list there is the root.
    return [{ source: "tabsmith", place: "/", type: "opfs" }];
  }
}

function mountOf(path: string): Mount {
  const real = fs.realpathSync(path);
  const over = mounts().filter(({ place }) => place === "/" || real === place || real.startsWith(`${place}/`));
  return (
    over.toSorted((a, b) => b.place.length - a.place.length)[0] ?? { source: "tabsmith", place: "/", type: "opfs" }
  );
}

function columnsOf({ source, place, type }: Mount, flags: Flags): readonly string[] {
  const { bsize, blocks, bfree, bavail, files, ffree } = fs.statfsSync(place);
  const size = flags.has("m") ? 1024 ** 2 : 1024;
  const show = (count: number) =>
    flags.has("h")
      ? human(count * bsize)
      : flags.has("H")
        ? human(count * bsize, 1000)
        : String(Math.ceil((count * bsize) / size));
  const inodes = flags.has("i");
  const [all, taken, left] = inodes ? [files, files - ffree, ffree] : [blocks, blocks - bfree, bavail];
  const share = all === 0 ? "-" : `${Math.ceil((taken / Math.max(1, taken + left)) * 100)}%`;
  const shown = inodes ? [all, taken, left].map(String) : [all, taken, left].map(show);
  return [source, ...(flags.has("T") ? [type] : []), ...shown, share, place];
}

/** Columns as wide as their widest, numbers to the right. */
function table(rows: readonly (readonly string[])[], rightFrom: number): string {
  const count = rows[0]?.length ?? 0;
  const widths = Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  widths[0] = Math.max(widths[0] ?? 0, 14);
  return rows
    .map((row) =>
      row
        .map((text, at) => {
          if (at === count - 1) return text;
          return at < rightFrom ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
        })
        .join(" "),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

const names: Readonly<Record<string, number>> = { source: 0, size: -5, used: -4, avail: -3, pcent: -2, target: -1 };

function headsFor(flags: Flags): readonly string[] {
  const inHuman = flags.has("h") || flags.has("H");
  const size = flags.has("m") ? "1M-blocks" : "1K-blocks";
  const counted = inHuman ? ["Size", "Used", "Avail", "Use%"] : [size, "Used", "Available", "Use%"];
  const heads = flags.has("i") ? ["Inodes", "IUsed", "IFree", "IUse%"] : counted;
  return ["Filesystem", ...(flags.has("T") ? ["Type"] : []), ...heads, "Mounted on"];
}

/** Where the given paths lie, or all that is mounted. */
function askedMounts(call: Call, flags: Flags): { readonly listed: readonly Mount[]; readonly code: number } {
  const hidden = /^(?:proc|devpts|sysfs|cgroup|mqueue)/;
  if (flags.rest.length === 0)
    return { listed: mounts().filter(({ type }) => flags.has("a") || !hidden.test(type)), code: 0 };
  const listed: Mount[] = [];
  for (const path of flags.rest) {
    try {
      listed.push(mountOf(path));
    } catch (error) {
      call.complain(`${path}: ${reasonOf(error)}`);
    }
  }
  return { listed, code: Number(listed.length < flags.rest.length) };
}

export const df: Command = (call) => {
  const long = {
    "human-readable": "h",
    si: "H",
    inodes: "i",
    "print-type": "T",
    all: "a",
    portability: "P",
    local: "l",
  };
  const flags = readFlags(call.args, "Btx", long);
  const { listed, code } = askedMounts(call, flags);
  if (listed.length === 0) return code;
  const rows = [headsFor(flags), ...listed.map((mount) => columnsOf(mount, flags))];
  const wanted = flags.value("output")?.split(",");
  if (wanted === undefined) call.out(table(rows, flags.has("T") ? 2 : 1));
  else for (const row of rows) call.out(`${wanted.map((name) => row.at(names[name] ?? 0) ?? "").join(" ")}\n`);
  return code;
};

function span(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const day = days === 0 ? "" : `${days} day${days === 1 ? "" : "s"}, `;
  return day + (hours === 0 ? `${minutes} min` : `${String(hours).padStart(2)}:${String(minutes).padStart(2, "0")}`);
}

export const uptimeLine = (): string =>
  `${new Date().toTimeString().slice(0, 8)} up ${span(os.uptime())},  1 user,  load average: ${os
    .loadavg()
    .map((load) => load.toFixed(2))
    .join(", ")}`;

export const uptime: Command = ({ args, out }) => {
  const flags = readFlags(args, "", { pretty: "p", since: "s" });
  const seconds = os.uptime();
  if (flags.has("s")) {
    const at = new Date(Date.now() - seconds * 1000);
    const two = (value: number) => String(value).padStart(2, "0");
    out(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${at.toTimeString().slice(0, 8)}\n`);
  } else if (flags.has("p")) {
    const [days, hours, minutes] = [
      Math.floor(seconds / 86_400),
      Math.floor(seconds / 3600) % 24,
      Math.floor(seconds / 60) % 60,
    ];
    const named = [
      [days, "day"],
      [hours, "hour"],
      [minutes, "minute"],
    ] as const;
    const parts = named
      .filter(([count]) => count > 0)
      .map(([count, name]) => `${count} ${name}${count === 1 ? "" : "s"}`);
    out(`up ${parts.length > 0 ? parts.join(", ") : "0 minutes"}\n`);
  } else out(` ${uptimeLine()}\n`);
  return 0;
};
