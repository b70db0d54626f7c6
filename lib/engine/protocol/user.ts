/** Whom the page's programs run as: the one person on a computer of their own, and not its root. */
export const user = { id: 1000, name: "user", home: "/home", shell: "/bin/sh" } as const;
