import { writeJson, writeNumber } from "./json-writer";
import { fail, JqError, shown } from "./faults";
import { isArray, isObject, type Json } from "./values";

const asText = (value: Json): string => (typeof value === "string" ? value : writeJson(value));

const replaced = (text: string, signs: RegExp, table: Readonly<Record<string, string>>): string =>
  text.replace(signs, (sign) => table[sign] ?? sign);

const row = (value: Json, kind: string): readonly Json[] =>
  isArray(value) ? value : fail(`${shown(value)} cannot be ${kind}-formatted, only array`);

function cell(value: Json, text: (given: string) => string): string {
  if (value === null) return "";
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return Number.isNaN(value) ? "" : writeNumber(value);
  return isArray(value) || isObject(value) ? fail(`${shown(value)} is not valid in a csv row`) : String(value);
}

const tabs: Readonly<Record<string, string>> = {
  "\t": String.raw`\t`,
  "\r": String.raw`\r`,
  "\n": String.raw`\n`,
  "\\": "\\\\",
};
const marks: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  "'": "&apos;",
  '"': "&quot;",
};

function shellWord(value: Json): string {
  if (isArray(value) || isObject(value)) return fail(`${shown(value)} can not be escaped for shell`);
  return typeof value === "string" ? `'${value.replaceAll("'", String.raw`'\''`)}'` : writeJson(value);
}

const percent = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(text: string): string {
  const bits = Array.from(Buffer.from(text), (byte) => byte.toString(2).padStart(8, "0")).join("");
  const signs = (bits.match(/.{1,5}/gu) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
  return signs.padEnd(Math.ceil(signs.length / 8) * 8, "=");
}

function fromBase32(text: string): string {
  const bits = Array.from(text.replace(/=+$/u, ""), (sign) => alphabet.indexOf(sign).toString(2).padStart(5, "0")).join(
    "",
  );
  return Buffer.from((bits.match(/.{8}/gu) ?? []).map((eight) => Number.parseInt(eight, 2))).toString();
}

function fromBase64(text: string): string {
  const signs = text.replace(/=+$/u, "");
  if (signs.length % 4 === 1) throw new JqError(`${shown(text)} trailing base64 byte found`);
  if (!/^[A-Za-z0-9+/]*$/u.test(signs)) throw new JqError(`${shown(text)} is not valid base64 data`);
  return Buffer.from(signs, "base64").toString();
}

const formats: Readonly<Record<string, (value: Json) => string>> = {
  text: asText,
  json: (value) => writeJson(value),
  csv: (value) =>
    row(value, "csv")
      .map((item) => cell(item, (text) => `"${text.replaceAll('"', '""')}"`))
      .join(","),
  tsv: (value) =>
    row(value, "tsv")
      .map((item) => cell(item, (text) => replaced(text, /[\t\r\n\\]/gu, tabs)))
      .join("\t"),
  html: (value) => replaced(asText(value), /[<>&'"]/gu, marks),
  uri: (value) => percent(asText(value)),
  sh: (value) => (isArray(value) ? value : [value]).map(shellWord).join(" "),
  base64: (value) => Buffer.from(asText(value)).toString("base64"),
  base64d: (value) => fromBase64(asText(value)),
  base32: (value) => base32(asText(value)),
  base32d: (value) => fromBase32(asText(value)),
};

export const writeFormat = (name: string, value: Json): string =>
  Object.hasOwn(formats, name) ? (formats[name]?.(value) ?? "") : fail(`${name} is not a valid format`);
