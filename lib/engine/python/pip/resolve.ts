import { PipFailure } from "./failure";
import { findInstalled, type Site } from "./installed";
import { holds } from "./marker";
import { readMetadata, type Metadata } from "./metadata";
import { fetchWheel, lookUp, type Candidate } from "./package-index";
import type { Requirement } from "./requirement";
import { namesPrerelease, satisfies, type Specifier } from "./specifier";
import { compareVersions, isPrerelease, readVersion } from "./version";
import { readWheelName, unzip } from "./wheel";

export interface Chosen {
  readonly metadata: Metadata;
  readonly wheel: Buffer;
}

export interface Wish {
  readonly index: string;
  readonly upgrade: boolean;
  readonly prereleases: boolean;
  readonly dependencies: boolean;
  readonly say: (line: string) => void;
}

const written = (specifiers: readonly Specifier[]): string =>
  specifiers.map(({ operator, version }) => operator + version).join(",");

function metadataOf(wheel: Buffer): Metadata {
  const about = unzip(wheel).find(({ path }) => /^[^/]+\.dist-info\/METADATA$/u.test(path));
  if (about === undefined) throw new PipFailure("ERROR: The wheel has no METADATA.");
  return readMetadata(Buffer.from(about.data).toString("utf8"));
}

const notPure = (name: string): string =>
  `ERROR: ${name} has no wheel of Python alone, and what is compiled for a machine can't run in this tab. ` +
  `Look for a package in pure Python that does the same.`;

function best(
  requirement: Requirement,
  all: readonly Specifier[],
  candidates: readonly Candidate[],
  wish: Wish,
): Candidate {
  const { name } = requirement;
  const usable = candidates.filter(({ version, yanked }) => {
    const exact = all.some(({ operator }) => operator.startsWith("=="));
    return satisfies(version, all) && (!yanked || exact);
  });
  const final = usable.filter(({ version }) => !isPrerelease(version));
  const early = wish.prereleases || namesPrerelease(all) || final.length === 0;
  const [chosen] = (early ? usable : final).toSorted((one, other) => compareVersions(other.version, one.version));
  if (chosen !== undefined) return chosen;
  const versions = candidates.map(({ version }) => version).toSorted(compareVersions);
  throw new PipFailure(
    `ERROR: Could not find a version that satisfies the requirement ${name}${written(all)} ` +
      `(from versions: ${versions.map(({ text }) => text).join(", ") || "none"})`,
  );
}

function fitting({ version }: Metadata, specifiers: readonly Specifier[]): boolean {
  const read = readVersion(version);
  return read !== undefined && satisfies(read, specifiers);
}

/** Chooses for each name the newest version that all who want it can live with; starts over when a later one can't. */
export class Resolver {
  readonly #wanted = new Map<string, Specifier[]>();
  readonly #chosen = new Map<string, Chosen>();
  readonly #wheels = new Map<string, Promise<Buffer>>();

  constructor(
    readonly site: Site,
    readonly wish: Wish,
  ) {}

  async resolve(requirements: readonly Requirement[]): Promise<readonly Chosen[]> {
    for (let round = 0; round < 20; round += 1) {
      this.#chosen.clear();
      if (await this.#round(requirements)) return [...this.#chosen.values()];
    }
    throw new PipFailure("ERROR: Cannot install these together: their requirements conflict.");
  }

  /** False when a version that was chosen turned out not to do. */
  async #round(requirements: readonly Requirement[]): Promise<boolean> {
    const open = requirements.map((requirement) => ({ requirement, asked: true }));
    for (let next = open.shift(); next; next = open.shift()) {
      const { requirement, asked } = next;
      if (!holds(requirement.marker)) continue;
      const chosen = await this.#choose(requirement, asked);
      if (chosen === "again") return false;
      if (chosen === undefined || !this.wish.dependencies) continue;
      for (const each of chosen.requires)
        if (holds(each.marker) || requirement.extras.some((extra) => holds(each.marker, extra)))
          open.push({ requirement: { ...each, marker: "" }, asked: false });
    }
    return true;
  }

  async #choose(requirement: Requirement, asked: boolean): Promise<Metadata | "again" | undefined> {
    const { name, specifiers } = requirement;
    const all = this.#want(name, specifiers);
    const already = this.#chosen.get(name)?.metadata;
    if (already !== undefined) return fitting(already, specifiers) ? this.#extras(already, requirement) : "again";
    const there = requirement.from === undefined ? findInstalled(this.site, name)?.metadata : undefined;
    if (there !== undefined && fitting(there, all) && !(this.wish.upgrade && asked)) {
      if (asked) this.wish.say(`Requirement already satisfied: ${name} in ${this.site.packages} (${there.version})`);
      return there;
    }
    const wheel = await this.#fetch(requirement, all);
    const metadata = metadataOf(wheel);
    this.#chosen.set(name, { metadata, wheel });
    return metadata;
  }

  /** All that is asked of a name so far, in this round and those before. */
  #want(name: string, specifiers: readonly Specifier[]): readonly Specifier[] {
    const before = this.#wanted.get(name) ?? [];
    const fresh = specifiers.filter((one) => !before.some((other) => written([one]) === written([other])));
    const all = [...before, ...fresh];
    this.#wanted.set(name, all);
    return all;
  }

  /** What was chosen brings its requirements once more only when more of it is asked for. */
  #extras(metadata: Metadata, { extras }: Requirement): Metadata | undefined {
    return extras.length > 0 ? metadata : undefined;
  }

  async #fetch(requirement: Requirement, all: readonly Specifier[]): Promise<Buffer> {
    const { name, from } = requirement;
    if (from !== undefined) {
      if (readWheelName(from.replace(/^.*\//u, "").replace(/#.*$/u, ""))?.pure !== true)
        throw new PipFailure(notPure(name));
      this.wish.say(`Processing ${from}`);
      return this.#kept(from, undefined, requirement);
    }
    const found = await lookUp(name, this.wish.index);
    if (found === undefined)
      throw new PipFailure(`ERROR: No matching distribution found for ${name}: ${this.wish.index} doesn't have it.`);
    if (found.onlyOthers) throw new PipFailure(notPure(name));
    const candidate = best(requirement, all, found.candidates, this.wish);
    if (!this.#wheels.has(candidate.url))
      this.wish.say(`Collecting ${name}${written(all)}\n  Downloading ${candidate.file}`);
    return this.#kept(candidate.url, candidate.sha256, requirement);
  }

  #kept(place: string, sha256: string | undefined, requirement: Requirement): Promise<Buffer> {
    const wheel = this.#wheels.get(place) ?? fetchWheel(place, sha256, requirement);
    this.#wheels.set(place, wheel);
    return wheel;
  }
}
