import type { TemplateFiles } from "./template";

export const files: TemplateFiles = { "README.md": "# New project\n" };
