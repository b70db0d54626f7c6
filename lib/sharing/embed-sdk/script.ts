import { embed } from "./embed";

/** For pages that load it as a plain script: `tabsmith.embed(…)`, and each element that says `data-tabsmith`. */
Object.assign(globalThis, { tabsmith: { embed } });

function embedAll(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-tabsmith]:not([data-tabsmith-done])")) {
    element.dataset["tabsmithDone"] = "";
    const { tabsmith: share = "", tabsmithFile: file, tabsmithHeight: height } = element.dataset;
    const named = share.startsWith("s/") ? { id: share.slice(2) } : repositoryOrShare(share);
    embed(element, { ...named, ...(file && { file }), ...(height && { height: Number(height) }) });
  }
}

const repositoryOrShare = (text: string) => (text.startsWith("gh/") ? { repository: text.slice(3) } : { share: text });

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", embedAll);
else embedAll();
