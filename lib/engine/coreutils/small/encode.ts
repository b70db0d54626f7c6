import { tool, ToolFailure, usage, wholeNumber } from "../lines/run-tool";
import { reasonOf, type Call } from "../own/command";
import { whole } from "../own/texts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function toBase32(bytes: Uint8Array): string {
  let bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  bits = bits.padEnd(Math.ceil(bits.length / 5) * 5, "0");
  const text = Array.from(bits.matchAll(/.{5}/gu), ([five]) => letters[Number.parseInt(five, 2)]).join("");
  return text.padEnd(Math.ceil(text.length / 8) * 8, "=");
}

function fromBase32(text: string): Uint8Array {
  const bits = Array.from(text.replace(/=+$/u, ""), (sign) => letters.indexOf(sign).toString(2).padStart(5, "0")).join(
    "",
  );
  return Uint8Array.from(bits.matchAll(/.{8}/gu), ([byte]) => Number.parseInt(byte, 2));
}

interface Code {
  readonly encode: (bytes: Uint8Array) => string;
  readonly decode: (text: string) => Uint8Array;
  readonly foreign: RegExp;
  readonly isWhole: (text: string) => boolean;
}

const codes = {
  base64: {
    encode: (bytes) => Buffer.from(bytes).toString("base64"),
    decode: (text) => Buffer.from(text, "base64"),
    foreign: /[^A-Za-z0-9+/=]/gu,
    isWhole: (text) => text.length % 4 === 0 && /^[^=]*={0,2}$/u.test(text),
  },
  base32: {
    encode: toBase32,
    decode: fromBase32,
    foreign: /[^A-Z2-7=]/gu,
    isWhole: (text) => text.length % 8 === 0 && /^[^=]*={0,6}$/u.test(text),
  },
} as const satisfies Readonly<Record<string, Code>>;

function decode(call: Call, bytes: Uint8Array, code: Code, ignores: boolean): number {
  const given = Buffer.from(bytes).toString("latin1").replace(/\n/gu, "");
  const text = ignores ? given.replace(code.foreign, "") : given;
  const [good = ""] = text.split(code.foreign, 1);
  call.out(code.decode(good));
  if (good.length === text.length && code.isWhole(text)) return 0;
  call.complain("invalid input");
  return 1;
}

const coding = (name: keyof typeof codes) =>
  tool(
    { short: "diw:", long: { decode: "d", "ignore-garbage": "i", wrap: "w=" } },
    async (call, { has, value, rest }) => {
      if (rest.length > 1) return usage(`extra operand '${rest[1] ?? ""}'`);
      const code: Code = codes[name];
      const width = wholeNumber(value("w") ?? "76", "invalid wrap size");
      let bytes: Uint8Array;
      try {
        bytes = await whole(call, rest[0] ?? "-");
      } catch (error) {
        throw new ToolFailure(`${rest[0] ?? "-"}: ${reasonOf(error)}`);
      }
      if (has("d")) return decode(call, bytes, code, has("i"));
      const text = code.encode(bytes);
      const lines =
        width === 0 ? [text] : Array.from(text.matchAll(new RegExp(`.{1,${width}}`, "gu")), ([line]) => line);
      call.out(width === 0 ? text : lines.map((line) => `${line}\n`).join(""));
      return 0;
    },
  );

export const base64 = coding("base64");
export const base32 = coding("base32");
