import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly icon: LucideIcon;
  /** The button's name, shown as its tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly side?: "right" | "bottom";
  readonly size?: "small" | "medium";
}

export function IconButton({
  icon: Icon,
  label,
  keys,
  side = "bottom",
  size = "small",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      aria-label={label}
      data-tip={label}
      data-tip-keys={keys}
      data-tip-side={side}
      className={classNames(
        "inline-flex shrink-0 items-center justify-center rounded-control text-ink-muted transition-colors hover:bg-hover hover:text-ink",
        "aria-pressed:bg-pressed aria-pressed:text-ink disabled:pointer-events-none disabled:opacity-45 coarse:size-10",
        size === "small" ? "size-6" : "size-8",
        className,
      )}
    >
      <Icon size={size === "small" ? 14 : 16} aria-hidden />
    </button>
  );
}
