import { createRemembered, type KeyValueMemory, type RememberedStore } from "./remembered";

/** What the list of projects knows of one; its files are the workspace's. */
export interface ProjectCard {
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly openedAt: number;
}

export interface Projects {
  /** Most recently opened first. */
  readonly cards: RememberedStore<readonly ProjectCard[]>;
  create: (project: { readonly name: string; readonly template: string }) => ProjectCard;
  /** Moves it to the top; one that isn't listed yet is listed under its id. */
  opened: (id: string) => ProjectCard;
  rename: (id: string, name: string) => void;
  /** Takes it off the list and answers the way back. */
  forget: (id: string) => () => void;
}

const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Whether a text from an address can be a project's id. */
export const isProjectId = (text: string): boolean => idPattern.test(text);

export function createProjects(memory?: KeyValueMemory, now: () => number = Date.now): Projects {
  const cards = createRemembered<readonly ProjectCard[]>({
    key: "tabsmith.projects",
    initial: [],
    parse: parseCards,
    memory,
  });
  const putFirst = (card: ProjectCard): ProjectCard => {
    cards.set((all) => [card, ...all.filter((other) => other.id !== card.id)]);
    return card;
  };
  return {
    cards,
    create: ({ name, template }) => putFirst({ id: newId(name), name: name.trim(), template, openedAt: now() }),
    opened(id) {
      const known = cards.get().find((card) => card.id === id);
      return putFirst({ id, name: known?.name ?? id, template: known?.template ?? "empty", openedAt: now() });
    },
    rename(id, name) {
      const next = name.trim();
      if (next) cards.set((all) => all.map((card) => (card.id === id ? { ...card, name: next } : card)));
    },
    forget(id) {
      const before = cards.get();
      cards.set(before.filter((card) => card.id !== id));
      return () => {
        cards.set((all) =>
          [...all, ...before.filter((card) => card.id === id)].toSorted((a, b) => b.openedAt - a.openedAt),
        );
      };
    },
  };
}

/** The name made fit for an address, and enough chance that two never meet. */
function newId(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const chance = [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => (byte % 36).toString(36)).join("");
  return slug ? `${slug}-${chance}` : chance;
}

function parseCards(raw: unknown): readonly ProjectCard[] {
  return Array.isArray(raw) ? raw.filter(isCard) : [];
}

function isCard(value: unknown): value is ProjectCard {
  if (typeof value !== "object" || value === null) return false;
  const card = value as Partial<Record<keyof ProjectCard, unknown>>;
  return (
    typeof card.id === "string" &&
    isProjectId(card.id) &&
    typeof card.name === "string" &&
    typeof card.template === "string" &&
    typeof card.openedAt === "number"
  );
}
