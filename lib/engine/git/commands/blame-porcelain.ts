import type { NumberedLine } from "../blame";
import type { Repository } from "../context";
import { personOf } from "../repository";
import { firstLine, readCommit } from "../revision";
import { personText } from "../write-commit";

const none = "0".repeat(40);

const oidOf = ({ origin }: NumberedLine): string => origin?.oid ?? none;

/** Lines that were put there together, and stand together. */
function groupsOf(lines: readonly NumberedLine[]): readonly (readonly NumberedLine[])[] {
  const groups: NumberedLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1)?.at(-1);
    const goesOn =
      last &&
      oidOf(last) === oidOf(line) &&
      last.origin?.path === line.origin?.path &&
      last.at + 1 === line.at &&
      last.number + 1 === line.number;
    if (goesOn) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** What programs read: each commit once, or at each of its lines. */
export async function writePorcelain(
  repository: Repository,
  file: string,
  lines: readonly NumberedLine[],
  repeats: boolean,
): Promise<void> {
  const known = new Map<string, Set<string>>();
  for (const group of groupsOf(lines))
    for (const [at, line] of group.entries()) {
      const oid = oidOf(line);
      repository.out(`${oid} ${line.at + 1} ${line.number}${at === 0 ? ` ${group.length}` : ""}\n`);
      const path = pathOf(line, file);
      const paths = known.get(oid) ?? new Set();
      if (repeats || paths.size === 0) repository.out(await facts(repository, line, file));
      if (repeats || !paths.has(path)) repository.out(names(line, path));
      known.set(oid, paths.add(path));
      repository.out(`\t${line.text.replace(/\n$/u, "")}\n`);
    }
}

const pathOf = ({ origin }: NumberedLine, file: string): string => origin?.path ?? file;

function names({ previous }: NumberedLine, path: string): string {
  return `${previous ? `previous ${previous.oid} ${previous.path}\n` : ""}filename ${path}\n`;
}

async function facts(repository: Repository, { origin, boundary }: NumberedLine, file: string): Promise<string> {
  if (!origin) {
    const now = { name: "Not Committed Yet", email: "not.committed.yet", timestamp: Math.floor(Date.now() / 1000) };
    const who = {
      ...(await personOf(repository, "COMMITTER")),
      ...now,
      timezoneOffset: new Date().getTimezoneOffset(),
    };
    return `${person("author", who)}${person("committer", who)}summary Version of ${file} from ${file}\n`;
  }
  const { author, committer, message } = await readCommit(repository, origin.oid);
  const edge = boundary ? "boundary\n" : "";
  return `${person("author", author)}${person("committer", committer)}summary ${firstLine(message)}\n${edge}`;
}

function person(role: string, who: Parameters<typeof personText>[0]): string {
  const zone = personText(who).split(" ").at(-1) ?? "";
  return `${role} ${who.name}\n${role}-mail <${who.email}>\n${role}-time ${who.timestamp}\n${role}-tz ${zone}\n`;
}
