import type { FeatureImplementation } from "@headless-tree/core";
import type { MouseEvent } from "react";

type Props = Record<string, unknown>;

/** A click with Ctrl, ⌘ or Shift selects and opens nothing. It comes before the feature that selects, which asks it last. */
export const clickToSelectFeature: FeatureImplementation = {
  key: "click-to-select",
  itemInstance: {
    getProps({ item, prev }) {
      const props: Props = prev?.() ?? {};
      return {
        ...props,
        onClick(event: MouseEvent) {
          if (event.ctrlKey || event.metaKey || event.shiftKey) item.setFocused();
          else if (typeof props["onClick"] === "function") props["onClick"](event);
        },
      };
    },
  },
};
