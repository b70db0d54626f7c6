import type { Repository } from "./context";
import type { MailReading } from "./mail-info";

/** How mails are applied; kept so that `--continue` goes on as it was begun, by this git or another. */
export interface AmForm {
  readonly threeway: boolean;
  readonly quiet: boolean;
  readonly signOff: boolean;
  readonly keeps: MailReading["keeps"];
  readonly messageId: boolean;
  /** Undefined: as the configuration has it. */
  readonly scissors: boolean | undefined;
  /** What `git apply` would be given. */
  readonly applyOptions: readonly string[];
}

export interface AmState {
  /** The number of the mail at hand, from 1. */
  readonly next: number;
  readonly last: number;
  readonly form: AmForm;
}

/** What a mail becomes. */
export interface AmCommit {
  readonly name: string;
  readonly email: string;
  readonly date: string;
  readonly message: string;
}

export const amFolder = ({ gitdir }: Pick<Repository, "gitdir">): string => `${gitdir}/rebase-apply`;

const fileOf = (repository: Repository, name: string): string => `${amFolder(repository)}/${name}`;

export const mailName = (number: number): string => String(number).padStart(4, "0");

export const readAmFile = (repository: Repository, name: string): Promise<string | undefined> =>
  repository.fs.promises.readFile(fileOf(repository, name)).then(
    (bytes) => bytes.toString("latin1"),
    () => undefined,
  );

export const writeAmFile = (repository: Repository, name: string, text: string | Uint8Array): Promise<void> =>
  repository.fs.promises.writeFile(fileOf(repository, name), text);

const bit = (value: boolean): string => (value ? "t\n" : "f\n");
const keepLetters = { all: "t", "other brackets": "b" } as const;
const quoted = (text: string): string => `'${text.replaceAll(/['!]/gu, String.raw`'\$&'`)}'`;
const unquoted = (text: string): string =>
  text.replaceAll(/'([^']*)'|\\(.)/gu, (_, plain?: string, one?: string) => plain ?? one ?? "");

/** A new session, with its mails as bytes. */
export async function beginAm(repository: Repository, mails: readonly string[], form: AmForm): Promise<void> {
  await repository.fs.promises.mkdir(amFolder(repository), { recursive: true });
  for (const [at, mail] of mails.entries())
    await writeAmFile(repository, mailName(at + 1), Buffer.from(mail, "latin1"));
  const options = form.applyOptions.map((one) => ` ${quoted(one)}`).join("");
  const files: Readonly<Record<string, string>> = {
    threeway: bit(form.threeway),
    quiet: bit(form.quiet),
    sign: bit(form.signOff),
    utf8: bit(true),
    keep: `${form.keeps ? keepLetters[form.keeps] : "f"}\n`,
    messageid: bit(form.messageId),
    scissors: form.scissors === undefined ? "" : bit(form.scissors),
    "quoted-cr": "",
    "apply-opt": options === "" ? "" : `${options}\n`,
    applying: "",
    next: "1\n",
    last: `${mails.length}\n`,
  };
  for (const [name, text] of Object.entries(files)) await writeAmFile(repository, name, text);
}

export async function readAm(repository: Repository): Promise<AmState | undefined> {
  const read = async (name: string) => (await readAmFile(repository, name))?.trim();
  const [next, last] = [await read("next"), await read("last")];
  if (next === undefined || last === undefined) return undefined;
  const keep = await read("keep");
  const scissors = await read("scissors");
  return {
    next: Number(next),
    last: Number(last),
    form: {
      threeway: (await read("threeway")) === "t",
      quiet: (await read("quiet")) === "t",
      signOff: (await read("sign")) === "t",
      keeps: keep === "t" ? "all" : keep === "b" ? "other brackets" : undefined,
      messageId: (await read("messageid")) === "t",
      scissors: scissors === "" || scissors === undefined ? undefined : scissors === "t",
      applyOptions: Array.from(((await read("apply-opt")) ?? "").matchAll(/(?:'[^']*'|\\.)+/gu), ([one]) =>
        unquoted(one),
      ),
    },
  };
}

const utf8 = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

export async function saveAmCommit(repository: Repository, { name, email, date, message }: AmCommit): Promise<void> {
  const lines = [
    `GIT_AUTHOR_NAME=${quoted(name)}`,
    `GIT_AUTHOR_EMAIL=${quoted(email)}`,
    `GIT_AUTHOR_DATE=${quoted(date)}`,
  ];
  await writeAmFile(repository, "author-script", `${lines.join("\n")}\n`);
  await writeAmFile(repository, "final-commit", message);
}

/** The commit that was being made when the session stopped. */
export async function readAmCommit(repository: Repository): Promise<AmCommit | undefined> {
  const script = await readAmFile(repository, "author-script");
  const message = await readAmFile(repository, "final-commit");
  if (script === undefined || message === undefined) return undefined;
  const value = (key: string) => unquoted(utf8(new RegExp(`^GIT_AUTHOR_${key}=(.*)$`, "mu").exec(script)?.[1] ?? ""));
  return { name: value("NAME"), email: value("EMAIL"), date: value("DATE"), message: utf8(message) };
}

/** Goes on to the next mail; `head`: where the branch stands, which `--abort` looks at. */
export async function nextMail(repository: Repository, number: number, head: string | undefined): Promise<void> {
  for (const name of ["author-script", "final-commit"])
    await repository.fs.promises.rm(fileOf(repository, name), { force: true });
  await writeAmFile(repository, "abort-safety", head === undefined ? "" : `${head}\n`);
  await writeAmFile(repository, "next", `${number + 1}\n`);
}

export const endAm = (repository: Repository): Promise<void> =>
  repository.fs.promises.rm(amFolder(repository), { recursive: true, force: true });
