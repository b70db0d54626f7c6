/** English, the complete language: its shape is what every other one must have. */
export const en = {
  product: {
    name: "tabsmith",
    tagline: "A coding agent and an IDE in one browser tab",
  },
  common: {
    cancel: "Cancel",
    close: "Close",
    create: "Create",
    remove: "Remove",
    undo: "Undo",
    retry: "Try again",
    loading: "Loading",
    search: "Search",
    nothingFound: "Nothing matches.",
  },
  theme: {
    label: "Theme",
    light: "Light",
    dark: "Dark",
    system: "As the system",
  },
  landing: {
    title: "Open a tab. Start working.",
    lead: "An editor, a Node.js that runs right here, and a coding agent beside you. Nothing to install, no account: your files stay in this browser.",
    newProject: "New project",
    recent: "Recent projects",
    noRecent: "Projects that you open are listed here.",
    opened: (when: string) => `opened ${when}`,
    remove: (name: string) => `Delete ${name}`,
    removed: (name: string) => `${name} was deleted.`,
    closed:
      "This browser keeps no data for this page, so projects can't be saved. Leave the private window or allow site data.",
    opening: "Opening the project",
    templates: "Start from a template",
    startFrom: (title: string) => `New project from ${title}`,
    facts: "What to expect",
    factList: [
      { title: "Runs here", text: "Node's own library on an engine in this tab. Your code reaches no server of ours." },
      { title: "Yours", text: "Saved as you type, in this browser. Take it along as a zip whenever you like." },
      { title: "Any model", text: "Bring a key, use your school's, or run a small model on your own machine." },
    ],
    skip: "Skip to content",
  },
  newProject: {
    title: "New project",
    description: "Pick what to start from. Everything can be changed later.",
    name: "Name",
    search: "Search templates",
    templates: "Templates",
    none: "No template matches. Clear the search to see all.",
  },
  templates: {
    node: { title: "Node script", summary: "JavaScript with the standard library, nothing to install" },
    typescript: { title: "TypeScript", summary: "Typed code and tests that Node runs as they are" },
    express: { title: "Express", summary: "A small API with a page that uses it" },
    react: { title: "React + Vite", summary: "Components in TypeScript with hot reload" },
    vue: { title: "Vue", summary: "Single-file components on Vite" },
    svelte: { title: "Svelte", summary: "Runes and components on Vite" },
    vanilla: { title: "Vanilla", summary: "Plain JavaScript modules on Vite" },
    static: { title: "Static page", summary: "HTML, CSS and a script, served as they are" },
    python: { title: "Python", summary: "Python in the tab, no server" },
    kata: { title: "Kata with tests", summary: "An exercise that is done when its tests pass" },
    empty: { title: "Empty", summary: "A folder and a readme" },
  },
};

export type Strings = typeof en;
