import type { MetadataRoute } from "next";

/** By which a browser installs the app. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "tabsmith",
    short_name: "tabsmith",
    description: "A coding agent and an IDE that live in one browser tab.",
    start_url: "/",
    display: "standalone",
    background_color: "#f3f5f8",
    theme_color: "#0b0e13",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/icon-maskable.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
    ],
  };
}
