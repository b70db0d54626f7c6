/** What went wrong and what would help, in English. */
export const failuresEn = {
  zipTooLarge: (megabytes: number, files: number) =>
    `This zip holds more than ${megabytes} MB or ${files} files. Import a part of it.`,
  zipDamaged: "This file can't be read as a zip. It may be damaged or encrypted.",
  outside: (path: string) => `${path} lies outside of the project. Nothing was imported.`,
  tooMuch: (megabytes: number) => `That is more than ${megabytes} MB at once. Import it in parts.`,
  tooLarge: (names: string, megabytes: number) =>
    `${names}: more than ${megabytes} MB. Nothing was imported; import it without what is that large.`,
  badName: (name: string) =>
    `${name} can't be the name of a file: it is too long or holds a control character. Nothing was imported.`,
  taken: (name: string) => `There is already something named ${name} here.`,
  takenThere: (name: string) => `There is already something named ${name} there. Rename it first.`,
  folderLost: (name: string, reason: string) => `The project and ${name} aren't kept in step any more: ${reason}`,
  storageFull: "The browser's storage is full. Delete a project or a downloaded model to go on.",
  noBranch: "HEAD is on no branch. Switch to one first.",
  pullFirst: (host: string) => `${host} has commits that aren't here. Pull first, then push.`,
  pushRefused: (host: string) => `${host} refused what was pushed.`,
  noSuchRepository: (host: string) => `${host} has no such repository, or shows it only to those it knows.`,
  fewerCalls: (host: string) => `${host} wants fewer calls. Try again in a while.`,
  answered: (host: string, status: number) =>
    `${host} answered ${status}. Try again, or look at the repository's page there.`,
};

export type FailureStrings = typeof failuresEn;
