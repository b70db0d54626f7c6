import type { TreeFile } from "../protocol/page-messages";
import type { MachineFiles } from "./machine-files";

/** The build puts the names of the images here, as JSON: `{ "npm": "image-npm.….json" }`. */
declare const process: { readonly env: { readonly ENGINE_IMAGES: string } };

interface ImageFile {
  readonly path: string;
  readonly mode: number;
  readonly text: string;
}

/** Where each image is laid down. */
const places: Readonly<Record<string, string>> = {
  npm: "/usr/lib/node_modules/npm",
  coreutils: "/usr/lib/tabsmith",
  git: "/usr/lib/git",
};

const asTreeFile = ({ path, mode, text }: ImageFile): TreeFile => ({
  path,
  mode,
  content: { type: "file", bytes: text },
});

/** Lays down the programs that are made of files rather than built in, such as npm. */
export async function layImages(files: MachineFiles, assets: string): Promise<void> {
  const names = JSON.parse(process.env.ENGINE_IMAGES) as Readonly<Record<string, string>>;
  await Promise.all(
    Object.entries(names).map(async ([name, file]) => {
      const place = places[name];
      if (place === undefined) return;
      const response = await fetch(assets + file);
      if (!response.ok) throw new Error(`${file} can't be fetched: ${response.status}`);
      await files.mkdir(place, true);
      await files.lay(place, ((await response.json()) as ImageFile[]).map(asTreeFile));
    }),
  );
}
