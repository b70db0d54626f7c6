import type { Certificate } from "./x509-certificate";

/** Node's numbers of how a host may be matched. */
export const checkFlags = {
  alwaysSubject: 1,
  noWildcards: 2,
  noPartialWildcards: 4,
  multiLabelWildcards: 8,
  singleLabelSubdomains: 16,
  neverSubject: 32,
} as const;

/** What a name with a `*` asks for; nothing where the `*` stands in a place that doesn't count. */
function wildcardOf(wanted: string, flags: number): { before: string; after: string } | undefined {
  if (!wanted.includes("*") || (flags & checkFlags.noWildcards) !== 0) return undefined;
  const label = wanted.slice(0, wanted.indexOf("."));
  const rest = wanted.slice(label.length);
  if (!label.includes("*") || rest.includes("*") || rest.split(".").length < 3) return undefined;
  const isPart = label !== "*";
  if (isPart && ((flags & checkFlags.noPartialWildcards) !== 0 || label.startsWith("xn--"))) return undefined;
  const [before = "", after = ""] = label.split("*");
  return { before, after: after + rest };
}

/** A `*` stands for a part of the leftmost label, where two labels follow; not for parts of international names. */
function matchesHost(pattern: string, host: string, flags: number): boolean {
  const [wanted, given] = [pattern.toLowerCase(), host.toLowerCase()];
  if (wanted === given) return true;
  if (given.startsWith(".")) return wanted.endsWith(given) && wanted.length > given.length;
  const wildcard = wildcardOf(wanted, flags);
  if (!wildcard || !given.startsWith(wildcard.before) || !given.endsWith(wildcard.after)) return false;
  const middle = given.slice(wildcard.before.length, given.length - wildcard.after.length);
  return middle !== "" && ((flags & checkFlags.multiLabelWildcards) !== 0 || !middle.includes("."));
}

/** The subject counts where no other name of the kind is there, unless the flags say otherwise. */
function subjectNames({ subject }: Certificate, type: string, hasOthers: boolean, flags: number): string[] {
  const isAsked = (flags & checkFlags.alwaysSubject) !== 0 || (!hasOthers && (flags & checkFlags.neverSubject) === 0);
  return isAsked ? subject.flat().flatMap((part) => (part.type === type ? [part.value] : [])) : [];
}

const namesOf = ({ altNames = [] }: Certificate, kind: string): string[] =>
  altNames.filter((name) => name.kind === kind).map(({ value }) => value);

/** The name that matched. */
export function findHost(certificate: Certificate, host: string, flags: number): string | undefined {
  const names = namesOf(certificate, "DNS");
  const all = [...names, ...subjectNames(certificate, "CN", names.length > 0, flags)];
  return all.find((name) => matchesHost(name, host, flags));
}

/** What stands before the `@` counts letter by letter. */
export function matchesEmail(certificate: Certificate, email: string, flags: number): boolean {
  const names = namesOf(certificate, "email");
  const all = [...names, ...subjectNames(certificate, "emailAddress", names.length > 0, flags)];
  const [user, host = ""] = email.split("@");
  return all.some((name) => {
    const [otherUser, otherHost = ""] = name.split("@");
    return user === otherUser && host.toLowerCase() === otherHost.toLowerCase();
  });
}
